package org.kadec21.simulation.module.line;

/// How the module speaks on its line (V.250 6.1 and 6.2, TS 27.007 9.1). An immutable value, so
/// that `&W` and `Z` are assignments.
///
/// @param errorReport `+CMEE`: 0 plain ERROR, 1 numbers, 2 words
/// @param echoPayload `+QISDE`: echo the bytes after a prompt
/// @param calls circuits and calls
/// @param serial speed and flow control
public record LineSettings(
        boolean echo,
        boolean verbose,
        boolean quiet,
        int errorReport,
        char terminator,
        char formatter,
        char backspace,
        boolean echoPayload,
        CallSettings calls,
        SerialSettings serial) {

    public static final LineSettings FACTORY =
            new LineSettings(
                    true,
                    true,
                    false,
                    0,
                    '\r',
                    '\n',
                    '\b',
                    false,
                    CallSettings.FACTORY,
                    SerialSettings.FACTORY);

    public LineSettings withEcho(boolean on) {
        return new LineSettings(
                on,
                verbose,
                quiet,
                errorReport,
                terminator,
                formatter,
                backspace,
                echoPayload,
                calls,
                serial);
    }

    public LineSettings withVerbose(boolean on) {
        return new LineSettings(
                echo,
                on,
                quiet,
                errorReport,
                terminator,
                formatter,
                backspace,
                echoPayload,
                calls,
                serial);
    }

    public LineSettings withQuiet(boolean on) {
        return new LineSettings(
                echo,
                verbose,
                on,
                errorReport,
                terminator,
                formatter,
                backspace,
                echoPayload,
                calls,
                serial);
    }

    public LineSettings withErrorReport(int level) {
        return new LineSettings(
                echo,
                verbose,
                quiet,
                level,
                terminator,
                formatter,
                backspace,
                echoPayload,
                calls,
                serial);
    }

    public LineSettings withCharacters(char newTerminator, char newFormatter, char newBackspace) {
        return new LineSettings(
                echo,
                verbose,
                quiet,
                errorReport,
                newTerminator,
                newFormatter,
                newBackspace,
                echoPayload,
                calls,
                serial);
    }

    public LineSettings withEchoPayload(boolean on) {
        return new LineSettings(
                echo,
                verbose,
                quiet,
                errorReport,
                terminator,
                formatter,
                backspace,
                on,
                calls,
                serial);
    }

    public LineSettings withCalls(CallSettings newCalls) {
        return new LineSettings(
                echo,
                verbose,
                quiet,
                errorReport,
                terminator,
                formatter,
                backspace,
                echoPayload,
                newCalls,
                serial);
    }

    public LineSettings withSerial(SerialSettings newSerial) {
        return new LineSettings(
                echo,
                verbose,
                quiet,
                errorReport,
                terminator,
                formatter,
                backspace,
                echoPayload,
                calls,
                newSerial);
    }

    /// An information line as it goes over the wire (V.250 5.7.2).
    public String information(String text) {
        String end = "" + terminator + formatter;
        return verbose ? end + text + end : text + end;
    }

    /// A result code as it goes over the wire; nothing when result codes are suppressed (V.250
    /// 5.7.1, 6.2.5).
    public String result(String text, String digit) {
        if (quiet) {
            return "";
        }
        return verbose ? information(text) : digit + terminator;
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
        return "" + terminator + formatter + mark;
    }
}
