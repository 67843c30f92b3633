/// What lies inside of a packet: addresses and the formats of IPv4, IPv6, ICMP, UDP and TCP.
/// Parsers are total: any bytes give a value, checksums are verified always.
@NullMarked
package org.kadec21.modem.ppp.ip.packet;

import org.jspecify.annotations.NullMarked;
