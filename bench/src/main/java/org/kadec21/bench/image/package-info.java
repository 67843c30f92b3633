/// Firmware images: made, shown and verified. The format is `docs/image-format.md`; the updater
/// reads it by code of its own.
@NullMarked
package org.kadec21.bench.image;

import org.jspecify.annotations.NullMarked;
