/// Names to addresses: a stub resolver (RFC 1034 5.3.1, RFC 1035) that believes an answer only when
/// everything about it fits the question (RFC 5452). Pure, like the rest of the stack.
@NullMarked
package org.kadec21.modem.ppp.ip.dns;

import org.jspecify.annotations.NullMarked;
