/// Looks for what keeps a unit from delivering its mail, one small check after the other, and says
/// what to try next. Tries nothing that costs: no PIN that may be wrong, no port that is no
/// module's, no password that was not asked to be used.
@NullMarked
package org.kadec21.firmware.doctor;

import org.jspecify.annotations.NullMarked;
