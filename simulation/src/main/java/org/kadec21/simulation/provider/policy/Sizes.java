package org.kadec21.simulation.provider.policy;

/// How much a provider takes.
///
/// @param message octets of one mail, announced by SIZE (RFC 1870)
/// @param mailbox octets of one mailbox; a full one answers `452 4.2.2`
/// @param recipients recipients of one mail; RFC 5321 4.5.3.1.8 wants at least 100
public record Sizes(long message, long mailbox, int recipients) {

    private static final long MEBIOCTET = 1024L * 1024;

    /// 35 MiB, 1 GiB, 100: what is common today.
    public static Sizes common() {
        return new Sizes(35 * MEBIOCTET, 1024 * MEBIOCTET, 100);
    }
}
