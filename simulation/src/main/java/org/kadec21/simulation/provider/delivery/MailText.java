package org.kadec21.simulation.provider.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What can be known of a mail without taking its MIME structure apart: a header field, and whether
/// a word is in it, plain, in base64 or in quoted-printable.
public final class MailText {

    /// Octets of the header that are looked at.
    private static final int HEADER = 65_536;

    private static final String BASE64 =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int SEXTET = 6;

    /// What the spam filter puts in front of a subject.
    private static final String MARK = "[SPAM]";

    private static final Pattern SUBJECT = Pattern.compile("(?im)^Subject:");

    private final byte[] content;
    private Optional<byte[]> marked = Optional.empty();

    public MailText(byte[] content) {
        this.content = content;
    }

    /// The value of the first field of that name, unfolded, octets as characters one to one;
    /// encoded words stay as they are. Empty when there is none.
    public Optional<String> field(String name) {
        String text = head();
        int end = text.indexOf("\r\n\r\n");
        String header = end < 0 ? text : text.substring(0, end);
        return header.replaceAll("\r\n(?=[ \t])", "")
                .lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /// The mail with [#MARK] in front of its subject; one that has no subject gets it as its
    /// subject. It is made once: many recipients may want it.
    public byte[] withMarkedSubject() {
        byte[] made = marked.orElseGet(this::mark);
        marked = Optional.of(made);
        return made;
    }

    private byte[] mark() {
        String text = head();
        Matcher subject = SUBJECT.matcher(text);
        int end = text.indexOf("\r\n\r\n");
        boolean has = subject.find() && (end < 0 || subject.start() <= end);
        return has ? inserted(subject.end(), " " + MARK) : inserted(0, "Subject: " + MARK + "\r\n");
    }

    private byte[] inserted(int place, String words) {
        byte[] insert = words.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[content.length + insert.length];
        System.arraycopy(content, 0, all, 0, place);
        System.arraycopy(insert, 0, all, place, insert.length);
        System.arraycopy(content, place, all, place + insert.length, content.length - place);
        return all;
    }

    private String head() {
        return new String(
                content, 0, Math.min(content.length, HEADER), StandardCharsets.ISO_8859_1);
    }

    /// Whether `word` is in the mail. Takes no memory, however large the mail.
    public boolean contains(byte[] word) {
        return plain(word) || quotedPrintable(word) || base64(word);
    }

    private boolean plain(byte[] word) {
        SignatureSearch search = new SignatureSearch(word);
        for (byte octet : content) {
            search.take(octet);
        }
        return search.isFound();
    }

    /// RFC 2045 section 6.7: `=` and two digits, or a soft line break.
    private boolean quotedPrintable(byte[] word) {
        SignatureSearch search = new SignatureSearch(word);
        for (int i = 0; i < content.length; i++) {
            boolean escape = content[i] == '=' && i + 2 < content.length;
            if (!escape) {
                search.take(content[i]);
                continue;
            }
            int high = Character.digit(content[i + 1], 16);
            int low = Character.digit(content[i + 2], 16);
            if (high >= 0 && low >= 0) {
                search.take((byte) (high << 4 | low));
                i += 2;
            } else if (content[i + 1] == '\r' && content[i + 2] == '\n') {
                i += 2;
            } else {
                search.take(content[i]);
            }
        }
        return search.isFound();
    }

    /// RFC 2045 section 6.8: lines of base64 that follow one another are one stream.
    private boolean base64(byte[] word) {
        SignatureSearch search = new SignatureSearch(word);
        int bits = 0;
        int held = 0;
        for (byte octet : content) {
            int sextet = BASE64.indexOf(octet);
            if (sextet >= 0) {
                bits = (bits << SEXTET | sextet) & 0x3fff;
                held += SEXTET;
                if (held >= Byte.SIZE) {
                    held -= Byte.SIZE;
                    search.take((byte) (bits >> held));
                }
            } else if (octet != '\r' && octet != '\n') {
                bits = 0;
                held = 0;
                search.forget();
            }
        }
        return search.isFound();
    }
}
