/// PPP Reliable Transmission (RFC 1663): a link that numbers its frames and repeats those that were
/// lost, by the balanced link access procedure of ISO 7776 (LAPB, as in ITU-T X.25 2.3 and 2.4).
/// Nothing here waits, reads or writes: frames and time come in as events, frames to send go out as
/// commands.
@NullMarked
package org.kadec21.modem.ppp.numbered;

import org.jspecify.annotations.NullMarked;
