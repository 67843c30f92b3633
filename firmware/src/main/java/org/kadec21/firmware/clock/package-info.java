/// The unit's own clock: what the board's shows, and by how much somebody has set it.
@NullMarked
package org.kadec21.firmware.clock;

import org.jspecify.annotations.NullMarked;
