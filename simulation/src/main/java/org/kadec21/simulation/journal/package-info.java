/// The run's journal, format 1: one canonical JSON line per event. Its SHA-256 is the run's
/// identity.
@NullMarked
package org.kadec21.simulation.journal;

import org.jspecify.annotations.NullMarked;
