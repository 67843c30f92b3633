/// The internet as a subscriber of a packet call sees it: IPv4 with ICMP, a DNS server, and the far
/// end of TCP connections, which others carry on from there. Pure: packets and moments in, what is
/// to be done out.
@NullMarked
package org.kadec21.simulation.ip;

import org.jspecify.annotations.NullMarked;
