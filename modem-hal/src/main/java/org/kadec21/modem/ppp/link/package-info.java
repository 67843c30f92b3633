/// The link of PPP: frames, their agreements and their end (RFC 1661 and those around it). Nothing
/// here waits, reads or writes: bytes and time come in as events, what is to be done goes out as
/// commands.
@NullMarked
package org.kadec21.modem.ppp.link;

import org.jspecify.annotations.NullMarked;
