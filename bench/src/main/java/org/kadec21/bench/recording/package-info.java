/// A real module recorded, and a recording that answers like it.
@NullMarked
package org.kadec21.bench.recording;

import org.jspecify.annotations.NullMarked;
