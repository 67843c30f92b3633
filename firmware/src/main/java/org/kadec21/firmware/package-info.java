/// The unit's command line.
@NullMarked
package org.kadec21.firmware;

import org.jspecify.annotations.NullMarked;
