/// What a provider on real ports needs of its host.
@NullMarked
package org.kadec21.bench.provider;

import org.jspecify.annotations.NullMarked;
