package org.kadec21.bench.transcript;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells, byte by byte as they come in one direction, which ones belong to a secret: PINs and PUKs,
/// passwords of contexts, of submission (`AUTH`) and of mailboxes (`PASS`), and PAP inside of PPP.
/// It knows them by where they stand, never by what they are.
final class SecretMask {

    /// Longest line that is looked at; what is longer is no command and no login.
    private static final int MAX_LINE = 1024;

    /// PPP's flag (RFC 1662 3.1).
    private static final int FLAG = 0x7E;

    /// Address, control and protocol, escaped or not, or compressed (RFC 1662 3.1).
    private static final int PPP_HEAD = 5;

    private static final int ESC = 0x1B;

    /// PAP behind address and control (RFC 1334 2.2).
    private static final Pattern PAP = Pattern.compile("(\\xFF(\\x03|\\x7D\\x23))?\\xC0\\x23");

    /// Change and unblocking of a PIN as dialled codes (3GPP TS 22.030 6.6.2).
    private static final Pattern DIALLED_CODE = Pattern.compile("(?i)AT ?D\\*\\*0[45]2?\\*");

    /// POP3 (RFC 1939 7), SMTP with an initial response (RFC 4954 4).
    private static final Pattern LOGIN = Pattern.compile("(?i)(AUTH [A-Z0-9-]+ |PASS ).*");

    private static final Pattern AUTH = Pattern.compile("(?i)AUTH ([A-Z0-9-]+)( .*)?");

    /// A command of the module between two lines of a login, or the beginning of one.
    private static final Pattern COMMAND = Pattern.compile("(?i)A|AT|AT[^A-Z0-9/=].*");

    private final StringBuilder line = new StringBuilder();
    private boolean binary;
    private boolean inPap;
    private int responsesToCome;

    /// Whether the next byte of this direction is part of a secret.
    boolean hides(byte next) {
        char c = (char) (next & 0xFF);
        if (c == FLAG) {
            restart();
            return false;
        }
        if (inPap) {
            return true;
        }
        if (c == '\r' || c == '\n') {
            endLine();
            return false;
        }
        binary |= line.length() >= MAX_LINE || c > '~' || (c < ' ' && c != ESC);
        boolean hidden = !binary && (isArgument(c) || isLogin(c));
        if (!binary || line.length() < PPP_HEAD) {
            line.append(c);
            inPap = line.length() <= PPP_HEAD && PAP.matcher(line).matches();
        }
        return hidden;
    }

    private void restart() {
        line.setLength(0);
        binary = false;
        inPap = false;
    }

    private void endLine() {
        Matcher auth = AUTH.matcher(line);
        if (auth.matches()) {
            int responses = responses(auth.group(1).toUpperCase(Locale.ROOT));
            responsesToCome = auth.group(2) == null ? responses : responses - 1;
        } else if (responsesToCome > 0 && !line.isEmpty() && !COMMAND.matcher(line).matches()) {
            responsesToCome--;
        }
        restart();
    }

    /// Lines that a client sends at most for a mechanism.
    private static int responses(String mechanism) {
        return switch (mechanism) {
            case "PLAIN", "XOAUTH2", "OAUTHBEARER", "CRAM-MD5" -> 1;
            default -> 2;
        };
    }

    private boolean isLogin(char c) {
        return LOGIN.matcher(line).matches()
                || (responsesToCome > 0 && !COMMAND.matcher(line.toString() + c).matches());
    }

    private boolean isArgument(char c) {
        return DIALLED_CODE.matcher(line).lookingAt() || CommandPosition.behind(line).isSecret(c);
    }
}
