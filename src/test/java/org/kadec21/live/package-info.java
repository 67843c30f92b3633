/// The commands as processes in real time: started, ended and killed as people and power do it.
@NullMarked
package org.kadec21.live;

import org.jspecify.annotations.NullMarked;
