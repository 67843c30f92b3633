package org.kadec21.firmware;

import org.kadec21.firmware.config.Spans;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.time.Duration;

/// A span of time on a command line: `500ms`, `20s`, `15min`, `1h`, `2d`.
public final class SpanConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        return Spans.parse(text)
                .orElseThrow(() ->
                        new TypeConversionException(
                                "expected a whole number of ms, s, min, h or d, such as 500ms or"
                                        + " 15min, but came '"
                                        + text
                                        + "'"));
    }
}
