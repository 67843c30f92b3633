/// The line discipline of the AT port, without a module behind it: echo, command lines, replies,
/// prompts and data mode as bytes (ITU-T V.250). [CommandInterpreter] is its state machine.
@NullMarked
package org.kadec21.simulation.module.line;

import org.jspecify.annotations.NullMarked;
