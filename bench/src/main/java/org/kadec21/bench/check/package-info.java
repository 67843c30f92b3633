/// Did everything arrive? Reads the station's file and the mailbox with eyes of its own: nothing
/// here is shared with the unit.
@NullMarked
package org.kadec21.bench.check;

import org.jspecify.annotations.NullMarked;
