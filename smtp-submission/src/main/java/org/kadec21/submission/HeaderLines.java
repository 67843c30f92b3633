package org.kadec21.submission;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Header fields in their order, encoded (RFC 2047) and folded (RFC 5322 2.2.3).
final class HeaderLines {

    private static final Pattern NAME = Pattern.compile("[!-9;-~]{1,76}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{0,800}");

    private final MailCharset charset;
    private final StringBuilder text = new StringBuilder();

    HeaderLines(MailCharset charset) {
        this.charset = charset;
    }

    /// The lines, each ended by CRLF.
    String text() {
        return text.toString();
    }

    /// A value in printable ASCII.
    void addRaw(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "expected a header field name (RFC 5322 2.2), got \"" + name + "\"");
        }
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "expected at most 800 printable ASCII characters in header "
                            + name
                            + ", got \""
                            + value
                            + "\"");
        }
        text.append(name)
                .append(": ")
                .append(MimeUtility.fold(name.length() + 2, value))
                .append("\r\n");
    }

    /// A value that is already encoded and folded.
    void addStructured(MailDraft.Header header) {
        text.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }

    void addText(String name, String value) {
        String line = charset.expressible(value.replaceAll("\\p{Cntrl}+", " "));
        try {
            String encoded =
                    StandardCharsets.US_ASCII.newEncoder().canEncode(line)
                            ? line
                            : MimeUtility.encodeText(line, charset.mimeName(), "B");
            text.append(name)
                    .append(": ")
                    .append(MimeUtility.fold(name.length() + 2, encoded))
                    .append("\r\n");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java has " + charset.mimeName(), e);
        }
    }

    void addAddresses(String name, List<String> addresses) {
        addRaw(name, addresses.stream().map(this::address).collect(Collectors.joining(", ")));
    }

    private String address(String address) {
        try {
            InternetAddress parsed = new InternetAddress(address, true);
            if (parsed.getPersonal() != null) {
                parsed.setPersonal(charset.expressible(parsed.getPersonal()), charset.mimeName());
            }
            return parsed.toString();
        } catch (AddressException | UnsupportedEncodingException e) {
            throw new IllegalArgumentException(
                    "expected a mail address such as \"unit <unit@example.com>\", got \""
                            + address
                            + "\": "
                            + e.getMessage(),
                    e);
        }
    }
}
