/// [DualBandModule], the module without any I/O: events in, actions out. Power, registration,
/// packet data, sockets, calls and messages each have a class; commands come from outside.
@NullMarked
package org.kadec21.simulation.module.core;

import org.jspecify.annotations.NullMarked;
