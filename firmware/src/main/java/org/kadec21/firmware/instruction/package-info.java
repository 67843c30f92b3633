/// Signed instructions from the unit's own mailbox: fetched, examined, tried out, and taken back
/// when they do not work.
@NullMarked
package org.kadec21.firmware.instruction;

import org.jspecify.annotations.NullMarked;
