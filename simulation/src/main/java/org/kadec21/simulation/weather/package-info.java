/// What goes wrong around a unit, and when: plain values that a seed draws and a world acts out.
@NullMarked
package org.kadec21.simulation.weather;

import org.jspecify.annotations.NullMarked;
