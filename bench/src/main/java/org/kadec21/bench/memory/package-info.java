/// What a simulated module remembers, in a file that outlives the program.
@NullMarked
package org.kadec21.bench.memory;

import org.jspecify.annotations.NullMarked;
