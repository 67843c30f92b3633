/// What a module is before it is switched on: its profile and pace, its card and what it keeps
/// without power.
@NullMarked
package org.kadec21.simulation.module.device;

import org.jspecify.annotations.NullMarked;
