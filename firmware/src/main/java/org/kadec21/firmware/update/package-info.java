/// Firmware images in the unit: read and verified, kept in two slots per board, picked, tried,
/// confirmed and rolled back. The formats are `docs/image-format.md` and `docs/flash-layout.md`,
/// the behaviour `docs/boot.md`. The maker of images reads by the same code; the updater does not.
@NullMarked
package org.kadec21.firmware.update;

import org.jspecify.annotations.NullMarked;
