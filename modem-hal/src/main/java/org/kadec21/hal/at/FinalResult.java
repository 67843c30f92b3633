package org.kadec21.hal.at;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Recognises final result codes, as words or as digits (ITU-T V.250 table 1, `V0`).
final class FinalResult {

    private FinalResult() {}

    /// The refusal or success that `line` ends `command` with; empty when it is no final result
    /// code for it. `lines` and `payload` are what an `OK` would carry. A digit in place of a text
    /// without a prefix is that text; behind it, it is the result.
    static Optional<Reply> of(String line, Command command, List<String> lines, byte[] payload) {
        boolean text = command.answer() instanceof Answer.Bare && lines.isEmpty();
        String code = text ? line : word(line);
        if (isOneOf(command.success(), code)) {
            return Optional.of(new Reply.Ok(lines, payload));
        }
        if (command.success().stream().anyMatch(declared -> isBeginning(declared, line))) {
            List<String> withResult = new ArrayList<>(lines);
            withResult.add(line);
            return Optional.of(new Reply.Ok(withResult, payload));
        }
        if (isOneOf(command.failure(), code)) {
            return Optional.of(new Reply.Denied(code));
        }
        if (code.equals("OK")) {
            return command.success().isEmpty()
                    ? Optional.of(new Reply.Ok(lines, payload))
                    : Optional.empty();
        }
        Optional<Reply> refusal = refusal(code);
        return refusal.isEmpty() && command.dials() ? call(code) : refusal;
    }

    /// `+CIPSEND: 0,1460,`: what follows is for the caller to read.
    private static boolean isBeginning(String declared, String line) {
        return declared.endsWith(",")
                && Fields.squeezed(line).startsWith(Fields.squeezed(declared));
    }

    private static boolean isOneOf(List<String> declared, String code) {
        String squeezed = Fields.squeezed(code);
        return declared.stream().map(Fields::squeezed).anyMatch(squeezed::equals);
    }

    /// Whether `line` would end an ordinary command.
    static boolean isFinal(String line) {
        return of(line, Command.of("AT"), List.of(), new byte[0]).isPresent();
    }

    private static String word(String line) {
        return switch (line) {
            case "0" -> "OK";
            case "1" -> "CONNECT";
            case "3" -> "NO CARRIER";
            case "4" -> "ERROR";
            case "6" -> "NO DIALTONE";
            case "7" -> "BUSY";
            case "8" -> "NO ANSWER";
            default -> line;
        };
    }

    private static Optional<Reply> refusal(String code) {
        String upper = code.toUpperCase(Locale.ROOT);
        if (upper.startsWith("+CME ERROR")) {
            OptionalInt number = Fields.of(code).number(0);
            return Optional.of(new Reply.CmeError(number, detail(code)));
        }
        if (upper.startsWith("+CMS ERROR")) {
            OptionalInt number = Fields.of(code).number(0);
            return Optional.of(new Reply.CmsError(number, detail(code)));
        }
        return switch (upper) {
            case "ERROR", "NA", "COMMAND NOT SUPPORT" -> Optional.of(new Reply.Denied(code));
            default -> Optional.empty();
        };
    }

    private static String detail(String code) {
        String head = code.substring(0, "+CME ERROR".length());
        String detail = code.indexOf(':') < 0 ? "" : code.substring(code.indexOf(':') + 1).strip();
        return detail.isEmpty() ? head : head + ": " + detail;
    }

    private static Optional<Reply> call(String code) {
        return switch (code) {
            case "NO CARRIER" -> Optional.of(new Reply.NoCarrier());
            case "BUSY", "NO DIALTONE", "NO DIAL TONE", "NO ANSWER" ->
                    Optional.of(new Reply.NotConnected(code));
            default ->
                    code.equals("CONNECT") || code.startsWith("CONNECT ")
                            ? Optional.of(
                                    new Reply.Connect(code.substring("CONNECT".length()).strip()))
                            : Optional.empty();
        };
    }
}
