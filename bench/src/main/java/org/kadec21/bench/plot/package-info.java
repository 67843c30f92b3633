/// The picture of a run: what was measured, what was alarming, what arrived.
@NullMarked
package org.kadec21.bench.plot;

import org.jspecify.annotations.NullMarked;
