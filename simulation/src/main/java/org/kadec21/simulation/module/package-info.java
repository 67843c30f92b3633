/// The dual-band 800 MHz module of an N2 unit as a peer that speaks AT. [SimulatedModule] drives
/// the pure core over a byte link, in virtual time or on a real port. Below it, each package knows
/// only those named before it: `line` and `sms`, `device`, `core`, `command`, `dialect`.
@NullMarked
package org.kadec21.simulation.module;

import org.jspecify.annotations.NullMarked;
