/// What a unit lives on: mains or a battery, with or without a solar panel, and what it draws.
@NullMarked
package org.kadec21.simulation.supply;

import org.jspecify.annotations.NullMarked;
