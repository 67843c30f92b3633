/// The mobile network around a unit: which band class serves where and until when, who may
/// register, what TCP through it costs in time, and which ports it blocks. A function of a plain
/// [CarrierPolicy] and the date.
@NullMarked
package org.kadec21.simulation.carrier;

import org.jspecify.annotations.NullMarked;
