/// The server side of SMTP (RFC 5321) and of message submission (RFC 6409).
@NullMarked
package org.kadec21.simulation.provider.smtp;

import org.jspecify.annotations.NullMarked;
