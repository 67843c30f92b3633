/// A whole unit in a whole simulated world, wired together.
@NullMarked
package org.kadec21.bench.world;

import org.jspecify.annotations.NullMarked;
