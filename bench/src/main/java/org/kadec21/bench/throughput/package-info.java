/// How fast a bulk transfer goes through a module, against how fast it could go.
@NullMarked
package org.kadec21.bench.throughput;

import org.jspecify.annotations.NullMarked;
