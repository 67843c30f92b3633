/// The real board: the system's clock, tasks under one lock as baton, a directory as flash, the
/// host's TCP. The only package besides `org.kadec21.hal.serial` in which a unit touches the
/// operating system.
@NullMarked
package org.kadec21.hal.host;

import org.jspecify.annotations.NullMarked;
