/// What real modules do and no manual says, by name. [FaultKind] lists the misbehaviours, [Faults]
/// reads lists of them, [FaultSwitches] turns them on and off in one module; each is a small class
/// between the module's core and its line.
@NullMarked
package org.kadec21.simulation.module.fault;

import org.jspecify.annotations.NullMarked;
