/// What a person types while the simulated module runs, and what it is shown.
@NullMarked
package org.kadec21.bench.console;

import org.jspecify.annotations.NullMarked;
