/// What submission costs over a slow link, ours beside the programs that others wrote.
@NullMarked
package org.kadec21.bench.roundtrips;

import org.jspecify.annotations.NullMarked;
