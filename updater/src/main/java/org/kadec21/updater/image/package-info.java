/// Reading firmware images of format 1, see `docs/image-format.md`: strictly, since this is what
/// stands between a file from anywhere and a unit.
@NullMarked
package org.kadec21.updater.image;

import org.jspecify.annotations.NullMarked;
