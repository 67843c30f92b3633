/// Framed files on flash: what a unit must remember through any power cut, bit flip and torn write.
/// The bytes are specified in `docs/flash-layout.md`.
@NullMarked
package org.kadec21.firmware.store;

import org.jspecify.annotations.NullMarked;
