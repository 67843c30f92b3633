/// A unit's board made of simulated parts.
@NullMarked
package org.kadec21.simulation.board;

import org.jspecify.annotations.NullMarked;
