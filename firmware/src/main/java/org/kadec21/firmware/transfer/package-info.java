/// An image on its way into a unit, by whatever way it comes: the part of it that has arrived, kept
/// on flash, whether it may come at all, and how it gets into a slot. `docs/flashing-protocol.md`
/// and `docs/instructions.md` are the specification.
@NullMarked
package org.kadec21.firmware.transfer;

import org.jspecify.annotations.NullMarked;
