package org.kadec21.modem.ppp.numbered;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Frames as people write them: `I2 r1 P abc`, `RR r3 F`, `SABM P`.
final class FrameText {

    private FrameText() {}

    static String of(NumberedFrame frame) {
        String mark = frame.poll() ? frame.command() ? " P" : " F" : "";
        return switch (frame) {
            case NumberedFrame.Information(int number, int expected, _, byte[] content) ->
                    "I%d r%d%s %s"
                            .formatted(
                                    number,
                                    expected,
                                    mark,
                                    new String(content, StandardCharsets.US_ASCII));
            case NumberedFrame.Supervisory(NumberedFrame.Kind kind, _, int expected, _) ->
                    "%s r%d%s".formatted(kind, expected, mark);
            case NumberedFrame.Unnumbered(NumberedFrame.Mode mode, _, byte[] content) ->
                    (mode + mark + " " + HexFormat.ofDelimiter(" ").formatHex(content)).strip();
            case NumberedFrame.Unknown(int control, _, _) -> "? %02x".formatted(control);
        };
    }
}
