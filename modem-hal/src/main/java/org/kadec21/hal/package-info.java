/// The doors of a unit: everything it may know of clocks, tasks, randomness, bytes, ports,
/// networks, flash and its board. Handed in by constructor; implemented once for the real board
/// (`org.kadec21.hal.host`, `org.kadec21.hal.serial`) and once for the simulated world. Nothing of
/// ours lies below.
@NullMarked
package org.kadec21.hal;

import org.jspecify.annotations.NullMarked;
