/// The provider's certificates and its side of TLS.
@NullMarked
package org.kadec21.simulation.provider.tls;

import org.jspecify.annotations.NullMarked;
