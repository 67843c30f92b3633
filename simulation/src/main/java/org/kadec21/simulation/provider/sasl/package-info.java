/// Server sides of SASL mechanisms (RFC 4422).
@NullMarked
package org.kadec21.simulation.provider.sasl;

import org.jspecify.annotations.NullMarked;
