package org.kadec21.hal.at;

import org.kadec21.hal.Secret;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keeps PINs and passwords out of what people read: by the commands known to carry them, and by
/// the secrets themselves, which also covers an echo that lost its head.
final class Masking {

    private static final int SECRETS = 16;

    private static final Pattern PIN =
            Pattern.compile(
                    "(\\+C(?:PIN|PIN2|PWD|LCK)=).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /// cid, type, APN, then user and password (Quectel TCP/IP application note); cid, protocol,
    /// then both (27.007 10.1.31).
    private static final Pattern CONTEXT =
            Pattern.compile(
                    "(\\+QICSGP=[^,]*,[^,]*,[^,]*,|\\+CGAUTH=[^,]*,[^,]*,).*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final List<String> secrets = new ArrayList<>();

    void hide(Secret secret) {
        if (!secret.isEmpty() && !secrets.contains(secret.reveal())) {
            if (secrets.size() == SECRETS) {
                secrets.removeFirst();
            }
            secrets.add(secret.reveal());
        }
    }

    String mask(String text) {
        String masked =
                CONTEXT.matcher(PIN.matcher(text).replaceFirst("$1***")).replaceFirst("$1***");
        for (String secret : secrets) {
            masked = masked.replaceAll(Pattern.quote(secret), Matcher.quoteReplacement("***"));
        }
        return masked;
    }
}
