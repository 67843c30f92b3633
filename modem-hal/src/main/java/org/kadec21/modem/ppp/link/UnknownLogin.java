package org.kadec21.modem.ppp.link;

import java.util.List;
import java.util.Optional;

/// A way to say who we are that the peer wants and nobody here speaks (RFC 1661 6.2). It is told
/// which ones we do; a peer that can use none of those goes on without any, and ends the link.
///
/// @param name as a carrier would call it
record UnknownLogin(String name) {

    private static final int AUTHENTICATION = 3;
    private static final int PROTOCOL_DIGITS = 4;

    /// What a Configure-Request for LCP wants; empty where it wants none, or one that we speak.
    static Optional<UnknownLogin> in(ControlPacket request) {
        return Option.in(request.rest()).orElse(List.of()).stream()
                .filter(option -> option.type() == AUTHENTICATION)
                .filter(option -> LcpOptions.Login.of(option).isEmpty())
                .filter(option -> option.hex().length() >= PROTOCOL_DIGITS)
                .map(option -> new UnknownLogin(name(option.hex())))
                .findFirst();
    }

    /// Numbers of protocols and of CHAP's algorithms as IANA lists them.
    private static String name(String value) {
        return switch (value) {
            case "c227" -> "EAP";
            case "c22380" -> "MS-CHAP";
            case "c22381" -> "MS-CHAP version 2";
            default -> "protocol " + value;
        };
    }
}
