/// What was set on a unit since it left its maker: changes of its configuration, tried out before
/// they are confirmed and never lost by a power cut.
@NullMarked
package org.kadec21.firmware.settings;

import org.jspecify.annotations.NullMarked;
