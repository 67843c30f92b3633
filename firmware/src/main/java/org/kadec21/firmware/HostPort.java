package org.kadec21.firmware;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `HOST:PORT` on a command line.
record HostPort(String host, int port) {

    private static final Pattern FORM = Pattern.compile("(.+):(\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    /// Reads it.
    static final class Converter implements ITypeConverter<HostPort> {

        @Override
        public HostPort convert(String text) {
            Matcher matcher = FORM.matcher(text);
            int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
            if (port < 1 || port > HIGHEST_PORT) {
                throw new TypeConversionException(
                        "expected HOST:PORT with a port from 1 to "
                                + HIGHEST_PORT
                                + ", but came '"
                                + text
                                + "'");
            }
            return new HostPort(matcher.group(1), port);
        }
    }
}
