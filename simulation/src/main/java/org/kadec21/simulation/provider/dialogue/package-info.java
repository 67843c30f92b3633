/// What every server-side protocol of the provider is made of: events in, actions out, no I/O.
@NullMarked
package org.kadec21.simulation.provider.dialogue;

import org.jspecify.annotations.NullMarked;
