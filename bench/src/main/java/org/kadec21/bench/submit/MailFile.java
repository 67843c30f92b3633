package org.kadec21.bench.submit;

import org.kadec21.submission.AddressField;
import org.kadec21.submission.AddressField.Unclear;
import org.kadec21.submission.AddressField.Understood;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A mail as it lies in a file: its bytes with CRLF line ends, and what its header says of sender
/// and recipients.
///
/// @param content ready for the wire: every bare CR or LF has become a line end, since a server
///   might take one for the end of the mail (SMTP smuggling), and `Bcc` is gone (RFC 5322 3.6.3)
/// @param fields its header as it is in the file, a field each
/// @param objection why no server could take it, whatever it thinks of it
public record MailFile(byte[] content, List<String> fields, Optional<String> objection) {

    /// What a file may have; RFC 1870 servers take far less.
    public static final int MOST_BYTES = 64 << 20;

    private static final String LINE_END = "\r\n";
    private static final Pattern FIELD = Pattern.compile("([!-9;-~]+)[ \\t]*:(.*)", Pattern.DOTALL);
    private static final int MOST_SHOWN = 120;
    private static final List<String> BLIND = List.of("bcc", "resent-bcc");

    /// Takes a file's bytes, or as many as [#MOST_BYTES] and one more.
    public static MailFile of(byte[] bytes) {
        byte[] lines = lines(bytes);
        int end = headerEnd(lines);
        List<String> fields = fields(lines, end);
        List<String> shown = fields.stream().filter(field -> !isBlind(field)).toList();
        return new MailFile(
                shown.size() == fields.size() ? lines : joined(shown, lines, end),
                fields,
                objection(bytes));
    }

    /// The addresses of `To`, `Cc` and `Bcc`, each once; `Resent` fields tell of an earlier
    /// journey. A header that is not understood to its last sign names nobody, so that nobody is
    /// left out and no stranger gets the mail.
    public AddressField recipients() {
        Optional<String> stray =
                fields.stream().filter(field -> !FIELD.matcher(field).matches()).findFirst();
        if (stray.isPresent() && !fields.equals(List.of(""))) {
            return new Unclear(
                    "expected a header of 'Name: value' lines up to an empty line, came '"
                            + shown(stray.get())
                            + "'; correct it");
        }
        return all(List.of("to", "cc", "bcc"));
    }

    /// The address of `Sender`, else those of `From`; without any when there are none.
    public AddressField sender() {
        AddressField sender = all(List.of("sender"));
        return sender.equals(new Understood(List.of())) ? all(List.of("from")) : sender;
    }

    private AddressField all(List<String> names) {
        List<String> found = new ArrayList<>();
        for (String name : names) {
            for (String field : fields) {
                Optional<AddressField> part = value(field, name).map(AddressField::of);
                if (part.isPresent()) {
                    switch (part.get()) {
                        case Understood(List<String> addresses) -> found.addAll(addresses);
                        case Unclear(String problem) -> {
                            return new Unclear("'" + shown(field) + "': " + problem);
                        }
                    }
                }
            }
        }
        return new Understood(found.stream().distinct().toList());
    }

    private static String shown(String field) {
        String line = utf8(field).replaceAll("\\p{Cntrl}+\\s*", " ").strip();
        return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "...";
    }

    /// Fields are kept byte by byte; people, and addresses, have characters.
    private static String utf8(String field) {
        return new String(field.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static Optional<String> objection(byte[] bytes) {
        if (bytes.length == 0) {
            return Optional.of("expected a mail, but the file is empty");
        }
        if (bytes.length > MOST_BYTES) {
            return Optional.of(
                    "expected a mail of at most "
                            + MOST_BYTES
                            + " bytes, but the file has more; send it in parts");
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return Optional.of(
                        "expected a mail, but byte "
                                + i
                                + " is NUL, which no mail may have (RFC 5322 4); encode it as"
                                + " base64");
            }
        }
        return Optional.empty();
    }

    private static byte[] lines(byte[] bytes) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream(bytes.length + bytes.length / 32);
        byte[] lineEnd = LINE_END.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < bytes.length; i++) {
            switch (bytes[i]) {
                case '\r' -> {
                    wire.writeBytes(lineEnd);
                    boolean pair = i + 1 < bytes.length && bytes[i + 1] == '\n';
                    i += pair ? 1 : 0;
                }
                case '\n' -> wire.writeBytes(lineEnd);
                default -> wire.write(bytes[i]);
            }
        }
        if (bytes.length > 0
                && bytes[bytes.length - 1] != '\n'
                && bytes[bytes.length - 1] != '\r') {
            wire.writeBytes(lineEnd);
        }
        return wire.toByteArray();
    }

    /// Where the empty line behind the header begins, or the end.
    private static int headerEnd(byte[] lines) {
        boolean lineBegins = true;
        for (int i = 0; i < lines.length; i++) {
            if (lineBegins && lines[i] == '\r') {
                return i;
            }
            lineBegins = lines[i] == '\n';
        }
        return lines.length;
    }

    /// The header's fields with their folds.
    private static List<String> fields(byte[] lines, int end) {
        String header = new String(lines, 0, end, StandardCharsets.ISO_8859_1);
        return List.of(header.strip().split("\r\n(?![ \t])", -1));
    }

    private static byte[] joined(List<String> fields, byte[] lines, int end) {
        ByteArrayOutputStream mail = new ByteArrayOutputStream(lines.length);
        fields.forEach(
                field -> mail.writeBytes((field + LINE_END).getBytes(StandardCharsets.ISO_8859_1)));
        mail.write(lines, end, lines.length - end);
        return mail.toByteArray();
    }

    private static boolean isBlind(String field) {
        return BLIND.stream().anyMatch(name -> value(field, name).isPresent());
    }

    private static Optional<String> value(String field, String name) {
        Matcher parts = FIELD.matcher(field.replaceAll("\r\n(?=[ \t])", ""));
        return parts.matches() && parts.group(1).equalsIgnoreCase(name)
                ? Optional.of(utf8(parts.group(2)))
                : Optional.empty();
    }
}
