package org.kadec21.modem.ppp.link;

/// What is to be done for a [PppLink].
public sealed interface LinkCommand {

    /// Write to the line.
    record Transmit(byte[] bytes) implements LinkCommand {}

    /// A step towards the link is done.
    ///
    /// @param words how it was done
    record Reached(Stage stage, String words) implements LinkCommand {}

    /// The link carries packets.
    record Up(LinkTerms terms) implements LinkCommand {}

    /// From now on the peer takes packets of another length than before, bytes. What is on its way
    /// already was made under the old agreement.
    record Resized(int mtu) implements LinkCommand {}

    /// From now on the link repeats frames that were lost (numbered mode), or does so no more. It
    /// begins as one that does not.
    record Repeating(boolean repeats) implements LinkCommand {}

    /// A packet of IP came.
    record Arrived(byte[] packet) implements LinkCommand {}

    /// A frame came that nobody can read.
    record Damaged() implements LinkCommand {}

    /// A packet crossed the link, in either direction: address, control, protocol, and what it
    /// carries; a password is made unreadable.
    record Crossed(boolean sent, byte[] frame) implements LinkCommand {}

    /// The link has ended. Once, and nothing follows.
    record Down(LinkEnd end) implements LinkCommand {}

    /// Steps towards a link.
    enum Stage {
        LCP,
        AUTHENTICATION,
        IPCP,
        IPV6CP
    }
}
