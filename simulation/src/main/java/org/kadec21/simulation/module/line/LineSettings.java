package org.kadec21.simulation.module.line;

/// How the module speaks on its line (V.250 6.1 and 6.2, TS 27.007 9.1). An immutable value, so
/// that `&W` and `Z` are assignments.
///
/// @param errorReport `+CMEE`: 0 plain ERROR, 1 numbers, 2 words
/// @param echoPayload `+QISDE`: echo the bytes after a prompt
/// @param characters what ends a line, and what takes back
/// @param calls circuits and calls
/// @param serial speed and flow control
public record LineSettings(
        boolean echo,
        boolean verbose,
        boolean quiet,
        int errorReport,
        boolean echoPayload,
        Characters characters,
        CallSettings calls,
        SerialSettings serial) {

    /// The characters of S3, S4 and S5 (V.250 6.2.1 to 6.2.3).
    public record Characters(char terminator, char formatter, char backspace) {

        public static final Characters FACTORY = new Characters('\r', '\n', '\b');

        public Characters withTerminator(char other) {
            return new Characters(other, formatter, backspace);
        }

        public Characters withFormatter(char other) {
            return new Characters(terminator, other, backspace);
        }

        public Characters withBackspace(char other) {
            return new Characters(terminator, formatter, other);
        }

        private String lineEnd() {
            return "" + terminator + formatter;
        }
    }

    public static final LineSettings FACTORY =
            new LineSettings(
                    true,
                    true,
                    false,
                    0,
                    false,
                    Characters.FACTORY,
                    CallSettings.FACTORY,
                    SerialSettings.FACTORY);

    public LineSettings withEcho(boolean on) {
        return new LineSettings(
                on, verbose, quiet, errorReport, echoPayload, characters, calls, serial);
    }

    public LineSettings withVerbose(boolean on) {
        return new LineSettings(
                echo, on, quiet, errorReport, echoPayload, characters, calls, serial);
    }

    public LineSettings withQuiet(boolean on) {
        return new LineSettings(
                echo, verbose, on, errorReport, echoPayload, characters, calls, serial);
    }

    public LineSettings withErrorReport(int level) {
        return new LineSettings(
                echo, verbose, quiet, level, echoPayload, characters, calls, serial);
    }

    public LineSettings withEchoPayload(boolean on) {
        return new LineSettings(echo, verbose, quiet, errorReport, on, characters, calls, serial);
    }

    public LineSettings withCharacters(Characters others) {
        return new LineSettings(
                echo, verbose, quiet, errorReport, echoPayload, others, calls, serial);
    }

    public LineSettings withCalls(CallSettings others) {
        return new LineSettings(
                echo, verbose, quiet, errorReport, echoPayload, characters, others, serial);
    }

    public LineSettings withSerial(SerialSettings others) {
        return new LineSettings(
                echo, verbose, quiet, errorReport, echoPayload, characters, calls, others);
    }

    /// An information line as it goes over the wire (V.250 5.7.2).
    public String information(String text) {
        String end = characters.lineEnd();
        return verbose ? end + text + end : text + end;
    }

    /// A result code as it goes over the wire; nothing when result codes are suppressed (V.250
    /// 5.7.1, 6.2.5).
    public String result(String text, String digit) {
        if (quiet) {
            return "";
        }
        return verbose ? information(text) : digit + characters.terminator();
    }

    /// A final or unsolicited result that has no digit, like `SEND OK` or `+CME ERROR: 4`.
    public String result(String text) {
        return quiet ? "" : information(text);
    }

    public String error(ErrorCause error) {
        return switch (errorReport) {
            case 1 -> result(error.prefix() + error.code());
            case 2 -> result(error.prefix() + error.text());
            default -> result("ERROR", "4");
        };
    }

    public String prompt(String mark) {
        return characters.lineEnd() + mark;
    }
}
