/// What a provider offers and demands, port by port and from date to date.
@NullMarked
package org.kadec21.simulation.provider.policy;

import org.jspecify.annotations.NullMarked;
