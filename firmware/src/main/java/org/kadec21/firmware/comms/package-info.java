/// When a unit goes on air, and what it does there: alarms at once, recorded data on schedule, one
/// connection for all that waits, patience with whatever refuses.
@NullMarked
package org.kadec21.firmware.comms;

import org.jspecify.annotations.NullMarked;
