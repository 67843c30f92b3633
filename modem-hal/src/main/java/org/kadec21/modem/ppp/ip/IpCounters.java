package org.kadec21.modem.ppp.ip;

/// Packets that came and were dropped.
///
/// @param broken damaged, or of a kind no host understands
/// @param stray sound, but for nobody here
public record IpCounters(long broken, long stray) {

    static final IpCounters NONE = new IpCounters(0, 0);

    IpCounters plusBroken() {
        return new IpCounters(broken + 1, stray);
    }

    IpCounters plusStray() {
        return new IpCounters(broken, stray + 1);
    }
}
