/// Lines between simulated things: rate, latency and cuts live here.
@NullMarked
package org.kadec21.simulation.link;

import org.jspecify.annotations.NullMarked;
