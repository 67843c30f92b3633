/// Where a unit's observations come from, and when.
@NullMarked
package org.kadec21.firmware.sensor;

import org.jspecify.annotations.NullMarked;
