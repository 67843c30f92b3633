package org.kadec21.modem.ppp.ip.dns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// A host's name, in lower case, without the dot of the root (RFC 1035 2.3.1, RFC 1123 2.1; with
/// the underscore some names have).
record DnsName(String text) {

    private static final int LONGEST = 253;
    private static final String LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";

    /// The name a user or a configuration wrote; empty when it can be none.
    static Optional<DnsName> parse(String written) {
        String text = written.toLowerCase(Locale.ROOT);
        if (text.endsWith(".")) {
            text = text.substring(0, text.length() - 1);
        }
        boolean sound = text.length() <= LONGEST && text.matches(LABEL + "([.]" + LABEL + ")*");
        return sound ? Optional.of(new DnsName(text)) : Optional.empty();
    }

    /// Labels with their lengths, up to the root.
    byte[] encoded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String label : text.split("[.]", -1)) {
            bytes.write(label.length());
            bytes.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        bytes.write(0);
        return bytes.toByteArray();
    }
}
