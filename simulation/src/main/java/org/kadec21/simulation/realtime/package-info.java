/// The simulated world's doors to real time: a pseudo-terminal that offers a simulated module to
/// any program, and a watchdog over a world that no longer moves.
@NullMarked
package org.kadec21.simulation.realtime;

import org.jspecify.annotations.NullMarked;
