/// The server side of POP3 (RFC 1939).
@NullMarked
package org.kadec21.simulation.provider.pop3;

import org.jspecify.annotations.NullMarked;
