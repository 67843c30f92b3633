/// TCP as the side that connects (RFC 9293), for a link whose round trips take seconds and whose
/// bytes cost money. Pure: segments, bytes and moments go in, segments and bytes come out.
@NullMarked
package org.kadec21.modem.ppp.ip.tcp;

import org.jspecify.annotations.NullMarked;
