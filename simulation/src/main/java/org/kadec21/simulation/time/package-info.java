/// Virtual time: a world in which tasks run one at a time under a baton, and the clock jumps to the
/// next deadline when none can run.
@NullMarked
package org.kadec21.simulation.time;

import org.jspecify.annotations.NullMarked;
