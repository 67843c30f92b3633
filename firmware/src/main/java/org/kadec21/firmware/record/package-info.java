/// Measurement records on flash: a ring of numbered rows that survives power cuts and overwrites
/// nothing silently.
@NullMarked
package org.kadec21.firmware.record;

import org.jspecify.annotations.NullMarked;
