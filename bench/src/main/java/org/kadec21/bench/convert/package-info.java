/// A unit of one combination of boards, module and images made into another, as a file.
@NullMarked
package org.kadec21.bench.convert;

import org.jspecify.annotations.NullMarked;
