/// Modules that misbehave, against the HAL.
@NullMarked
package org.kadec21.faults;

import org.jspecify.annotations.NullMarked;
