package org.kadec21.firmware;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `HOST` or `HOST:PORT` on a command line; an address of IP version 6 in brackets.
record ServerPlace(String host, Optional<Integer> port) {

    private static final Pattern FORM =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9._-]+))(?::(\\d{1,5}))?");
    private static final int HIGHEST_PORT = 65_535;

    /// Reads it.
    static final class Converter implements ITypeConverter<ServerPlace> {

        @Override
        public ServerPlace convert(String text) {
            Matcher matcher = FORM.matcher(text);
            boolean wellFormed = matcher.matches();
            Optional<Integer> port =
                    wellFormed
                            ? Optional.ofNullable(matcher.group(3)).map(Integer::valueOf)
                            : Optional.empty();
            if (!wellFormed || port.filter(one -> one < 1 || one > HIGHEST_PORT).isPresent()) {
                throw new TypeConversionException(
                        "expected HOST or HOST:PORT with a port from 1 to 65535, but came '"
                                + text
                                + "'");
            }
            String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            return new ServerPlace(host, port);
        }
    }
}
