/// PPP in user space: a module that can only dial carries TCP connections, without the host's
/// kernel, rights or routes.
@NullMarked
package org.kadec21.modem.ppp;

import org.jspecify.annotations.NullMarked;
