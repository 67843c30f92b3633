/// Programs that no one here wrote, at the other end of the line.
@NullMarked
package org.kadec21.foreign;

import org.jspecify.annotations.NullMarked;
