/// The dual-band 800 MHz module of an N2 unit as a peer that speaks AT. [DualBandModule] is the
/// pure core: events in, actions out, no I/O. [SimulatedModule] drives it over a byte link, in
/// virtual time or on a real port.
@NullMarked
package org.kadec21.simulation.module;

import org.jspecify.annotations.NullMarked;
