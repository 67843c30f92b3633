/// Rules that turn samples into alarms: pure, so that anybody with the same samples comes to the
/// same alarms.
@NullMarked
package org.kadec21.firmware.alarm;

import org.jspecify.annotations.NullMarked;
