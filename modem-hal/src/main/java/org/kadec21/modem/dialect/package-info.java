/// What vendors do differently: packet contexts and TCP sockets behind AT commands. One vendor is
/// one [Dialect].
@NullMarked
package org.kadec21.modem.dialect;

import org.jspecify.annotations.NullMarked;
