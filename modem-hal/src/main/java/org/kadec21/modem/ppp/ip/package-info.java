/// A small IP host with one link: IPv4, IPv6, TCP as a client, names by DNS. Pure: packets and
/// moments go in, packets and bytes come out; it knows neither what carries its packets nor who
/// waits.
@NullMarked
package org.kadec21.modem.ppp.ip;

import org.jspecify.annotations.NullMarked;
