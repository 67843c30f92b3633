/// The network's end of a dialled packet call: PPP as an access server speaks it (RFC 1661, 1662,
/// 1332, 1877, 1334, 1994). Pure: bytes and moments in, what is to be done out.
@NullMarked
package org.kadec21.simulation.ppp;

import org.jspecify.annotations.NullMarked;
