package org.kadec21.submission;

import java.util.Optional;
import java.util.regex.Pattern;

/// What may stand between the angle brackets of MAIL and RCPT (RFC 5321 4.1.2 `Mailbox`): a local
/// part, also a quoted one, and a domain or an address literal, all of it in ASCII, since this
/// client does not speak SMTPUTF8 (RFC 6531).
public final class MailAddress {

    /// RFC 5321 4.5.3.1.3: 256 octets with the brackets.
    private static final int MOST_OCTETS = 254;

    private static final int MOST_LOCAL_OCTETS = 64;
    private static final int MOST_DOMAIN_OCTETS = 253;
    private static final int MOST_SHOWN = 100;
    private static final Pattern DOTTED =
            Pattern.compile("[\\w!#$%&'*+/=?^`{|}~-]++(?:\\.[\\w!#$%&'*+/=?^`{|}~-]++)*+");
    private static final Pattern QUOTED =
            Pattern.compile("\"(?:[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\\x20-\\x7e])*+\"");
    private static final Pattern DOMAIN =
            Pattern.compile("\\w(?:[\\w-]{0,61}\\w)?(?:\\.\\w(?:[\\w-]{0,61}\\w)?)*");
    private static final Pattern LITERAL = Pattern.compile("\\[[\\x21-\\x5a\\x5e-\\x7e]+]");

    private MailAddress() {}

    /// Why no server could be given this address, and what to try; empty when one could.
    public static Optional<String> objection(String address) {
        if (!address.chars().allMatch(next -> next >= 0x20 && next < 0x7f)) {
            return Optional.of(
                    "expected an address in ASCII, came '"
                            + shown(address)
                            + "'; write the domain in its xn-- form, and ask for an address with an"
                            + " ASCII name before the @");
        }
        int at = address.lastIndexOf('@');
        if (at < 0) {
            return wrong(address, "no @", "add the domain");
        }
        String local = address.substring(0, at);
        String domain = address.substring(at + 1);
        if (address.length() > MOST_OCTETS
                || local.length() > MOST_LOCAL_OCTETS
                || domain.length() > MOST_DOMAIN_OCTETS) {
            return wrong(
                    address,
                    local.length() + " octets before the @ and " + domain.length() + " behind it",
                    "64 and 253 are the most (RFC 5321 4.5.3.1)");
        }
        if (!DOTTED.matcher(local).matches() && !QUOTED.matcher(local).matches()) {
            return wrong(
                    address,
                    "'" + local + "' before the @",
                    "use letters, digits, signs and single dots, or put it in double quotes");
        }
        boolean literal = LITERAL.matcher(domain).matches();
        if (!literal && !DOMAIN.matcher(domain).matches()) {
            return wrong(address, "'" + domain + "' behind the @", "name a domain such as x.test");
        }
        return Optional.empty();
    }

    /// A local part as it is written in an address: quoted only where it must be.
    static String local(String content) {
        boolean beyondAscii = content.chars().anyMatch(next -> next >= 0x7f);
        return beyondAscii || DOTTED.matcher(content).matches()
                ? content
                : "\"" + content.replaceAll("([\"\\\\])", "\\\\$1") + "\"";
    }

    /// For people: bounded, on one line.
    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "...";
    }

    private static Optional<String> wrong(String address, String what, String advice) {
        return Optional.of(
                "expected a mail address, came '"
                        + shown(address)
                        + "' with "
                        + what
                        + "; "
                        + advice);
    }
}
