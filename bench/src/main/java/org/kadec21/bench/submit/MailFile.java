package org.kadec21.bench.submit;

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
///   might take one for the end of the mail (SMTP smuggling)
public record MailFile(byte[] content) {

    /// What a file may have; RFC 1870 servers take far less.
    public static final int MOST_BYTES = 64 << 20;

    private static final Pattern FIELD = Pattern.compile("([!-9;-~]+)[ \\t]*:(.*)", Pattern.DOTALL);
    private static final Pattern BRACKETED = Pattern.compile("<([^<>\\s]+@[^<>\\s]+)>");
    private static final Pattern BARE = Pattern.compile("([^\\s,;:<>\"()]+@[^\\s,;:<>\"()]+)");
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    /// Takes a file's bytes.
    ///
    /// @throws MailFileException when no server could take them, whatever it thinks of them
    public static MailFile of(byte[] bytes) throws MailFileException {
        if (bytes.length == 0) {
            throw new MailFileException("expected a mail, but it is empty");
        }
        ByteArrayOutputStream wire = new ByteArrayOutputStream(bytes.length + bytes.length / 32);
        for (int i = 0; i < bytes.length; i++) {
            switch (bytes[i]) {
                case 0 ->
                        throw new MailFileException(
                                "expected a mail, but byte "
                                        + i
                                        + " is NUL, which no mail may have (RFC 5322 4); encode it"
                                        + " as base64");
                case '\r' -> {
                    wire.writeBytes(new byte[] {'\r', '\n'});
                    boolean pair = i + 1 < bytes.length && bytes[i + 1] == '\n';
                    i += pair ? 1 : 0;
                }
                case '\n' -> wire.writeBytes(new byte[] {'\r', '\n'});
                default -> wire.write(bytes[i]);
            }
        }
        if (bytes[bytes.length - 1] != '\n' && bytes[bytes.length - 1] != '\r') {
            wire.writeBytes(new byte[] {'\r', '\n'});
        }
        return new MailFile(wire.toByteArray());
    }

    /// The first address of `Sender`, else of `From`.
    public Optional<String> sender() {
        List<String> senders = new ArrayList<>(addresses("sender"));
        senders.addAll(addresses("from"));
        return senders.stream().findFirst();
    }

    /// The addresses of `To` and `Cc`, each once.
    public List<String> recipients() {
        List<String> all = new ArrayList<>(addresses("to"));
        all.addAll(addresses("cc"));
        return all.stream().distinct().toList();
    }

    private List<String> addresses(String name) {
        List<String> found = new ArrayList<>();
        for (String field : fields()) {
            Matcher parts = FIELD.matcher(field);
            if (parts.matches() && parts.group(1).equalsIgnoreCase(name)) {
                for (String part : QUOTED.matcher(parts.group(2)).replaceAll("").split(",", -1)) {
                    Matcher bracketed = BRACKETED.matcher(part);
                    Matcher bare = BARE.matcher(part);
                    if (bracketed.find()) {
                        found.add(bracketed.group(1));
                    } else if (bare.find()) {
                        found.add(bare.group(1));
                    }
                }
            }
        }
        return found;
    }

    /// The header's fields, unfolded.
    private List<String> fields() {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        String header = end < 0 ? text : text.substring(0, end);
        return List.of(header.replaceAll("\r\n(?=[ \t])", "").split("\r\n", -1));
    }

    /// A file that is no mail.
    public static final class MailFileException extends Exception {

        MailFileException(String message) {
            super(message);
        }
    }
}
