package org.kadec21.modem.ppp.ip.dns;

import org.kadec21.modem.ppp.ip.packet.IpAddress;

import java.util.List;

/// What a message says to a [Question].
sealed interface Answer {

    /// Addresses, good for `seconds`.
    record Addresses(List<IpAddress> addresses, long seconds) implements Answer {}

    /// The name stands for another one, whose address is not in the message.
    record Alias(DnsName target, long seconds) implements Answer {}

    /// There is no such name, or it has no such address.
    record Nothing(String why) implements Answer {}

    /// The answer does not fit into a datagram.
    record Truncated() implements Answer {}

    /// This server cannot say; another may.
    record Useless(String why) implements Answer {}

    /// It does not answer this question at all: made up, late or damaged. The true answer may still
    /// come.
    record Foreign() implements Answer {}
}
