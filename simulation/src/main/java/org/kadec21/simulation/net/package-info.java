/// The internet of a simulated world: names, ports, and who listens there.
@NullMarked
package org.kadec21.simulation.net;

import org.jspecify.annotations.NullMarked;
