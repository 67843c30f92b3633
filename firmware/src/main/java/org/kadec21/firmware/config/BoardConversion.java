package org.kadec21.firmware.config;

import java.util.List;

/// What it takes to make one combination of another.
///
/// @param from name of a combination
/// @param to name of a combination
/// @param exchange what is exchanged or written anew, in words
/// @param where it is done, in words
/// @param charged whether the maker charges for it
/// @param source who says so
public record BoardConversion(
        String from,
        String to,
        List<String> exchange,
        String where,
        boolean charged,
        String source) {

    public BoardConversion {
        exchange = List.copyOf(exchange);
    }
}
