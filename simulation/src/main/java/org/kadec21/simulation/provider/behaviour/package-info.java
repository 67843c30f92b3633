/// Servers that do not behave: scripted and seeded faults on top of a correct SMTP dialogue.
@NullMarked
package org.kadec21.simulation.provider.behaviour;

import org.jspecify.annotations.NullMarked;
