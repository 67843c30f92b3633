package org.kadec21.firmware.config;

import java.util.List;
import java.util.Optional;

/// How a unit's module carries TCP.
///
/// @param ways most wanted first; each further one is taken when the one before does not open
/// @param number what is dialled for PPP, without `ATD`; empty for the number that fits the module
/// @param pdpType the versions of IP that PPP asks for
/// @param numberedMode when PPP asks for numbered mode
public record Bearing(
        List<Way> ways, Optional<String> number, PdpType pdpType, NumberedMode numberedMode) {

    /// The module's own sockets and nothing else.
    public static final Bearing SOCKETS =
            new Bearing(List.of(Way.SOCKETS), Optional.empty(), PdpType.IP, NumberedMode.WHEN_BAD);

    /// What may follow `ATD` (ITU-T V.250 6.3.1), but no `;`, which would make it a voice call, and
    /// not the command itself.
    public static final String NUMBER = "(?!AT)[0-9A-D*#+,TPWtpw]{1,40}";

    public static final String NUMBER_WORDS =
            "what is dialled, without the ATD before it, such as \"*99***1#\" or \"#777\", in"
                    + " quotes";

    public Bearing {
        ways = List.copyOf(ways);
    }

    /// A way to carry TCP.
    public enum Way {
        /// The module's own TCP/IP, by its dialect's commands.
        SOCKETS,
        /// A data call with PPP, and TCP/IP in the unit.
        PPP
    }

    /// Versions of IP, by their names in 3GPP TS 27.007 10.1.1.
    public enum PdpType {
        /// IPv4, and IPv6 where the network begins it.
        IP,
        /// IPv6 alone.
        IPV6,
        /// Both, of which one is enough.
        IPV4V6
    }

    /// When PPP asks the network to number frames, so that both ends repeat those that the line
    /// damaged (RFC 1663).
    public enum NumberedMode {
        /// When the line was bad, in this call or in the one before.
        WHEN_BAD,
        ALWAYS,
        NEVER
    }

    /// This one dialling another number.
    public Bearing dialling(String other) {
        return new Bearing(ways, Optional.of(other), pdpType, numberedMode);
    }

    /// Whether a call may be made.
    public boolean mayDial() {
        return ways.contains(Way.PPP);
    }

    /// This one by `way` and no other.
    public Bearing only(Way way) {
        return new Bearing(List.of(way), number, pdpType, numberedMode);
    }

    /// This one asking for numbered mode at another time.
    public Bearing numbering(NumberedMode other) {
        return new Bearing(ways, number, pdpType, other);
    }

    /// Whether the module's own sockets are needed.
    public boolean needsSockets() {
        return ways.equals(List.of(Way.SOCKETS));
    }
}
