package org.kadec21.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A header field's body in the tokens of RFC 5322 3.2; comments and white space are gone.
final class AddressTokens {

    /// RFC 2047 2. Taken as one word whatever its text, since some writers leave specials in it.
    private static final Pattern ENCODED = Pattern.compile("=\\?[^?\\s]+\\?[bBqQ]\\?[^?\\s]*\\?=");

    private static final String SPECIALS = "<>@,;:.";

    private final String body;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private AddressTokens(String body) {
        this.body = body;
    }

    /// A piece of the field.
    sealed interface Token {}

    /// `atom`; also bytes beyond ASCII, which names have in the wild.
    record Atom(String text) implements Token {}

    /// `quoted-string`.
    ///
    /// @param text what it stands for
    record Quoted(String text) implements Token {}

    /// `domain-literal`, with its brackets.
    record Literal(String text) implements Token {}

    record Special(char sign) implements Token {}

    /// Splits a body.
    ///
    /// @throws UnclearAddressException when a quote, comment or bracket does not end, or something
    ///   stands there that no field has
    static List<Token> of(String body) throws UnclearAddressException {
        return new AddressTokens(body.replaceAll("\r?\n(?=[ \t])", "")).split();
    }

    /// Whether an atom is an encoded word.
    static boolean isEncoded(String atom) {
        return ENCODED.matcher(atom).matches();
    }

    private List<Token> split() throws UnclearAddressException {
        Matcher encoded = ENCODED.matcher(body);
        while (position < body.length()) {
            char next = body.charAt(position);
            if (next == ' ' || next == '\t') {
                position++;
            } else if (next == '(') {
                skipComment();
            } else if (next == '"') {
                tokens.add(new Quoted(enclosed('"', "a quote")));
            } else if (next == '[') {
                tokens.add(new Literal("[" + enclosed(']', "a bracket").strip() + "]"));
            } else if (SPECIALS.indexOf(next) >= 0) {
                tokens.add(new Special(next));
                position++;
            } else if (encoded.region(position, body.length()).lookingAt()) {
                tokens.add(new Atom(encoded.group()));
                position = encoded.end();
            } else {
                tokens.add(new Atom(atom()));
            }
        }
        return List.copyOf(tokens);
    }

    private String atom() throws UnclearAddressException {
        int from = position;
        while (position < body.length() && isAtomText(body.charAt(position))) {
            position++;
        }
        if (position == from) {
            throw new UnclearAddressException(
                    "expected an address, came "
                            + shown(body.charAt(from))
                            + " at character "
                            + (from + 1)
                            + "; remove it, or put the name in double quotes");
        }
        return body.substring(from, position);
    }

    /// RFC 5322 2.2.3: comments nest.
    private void skipComment() throws UnclearAddressException {
        int from = position;
        int depth = 0;
        do {
            if (position >= body.length()) {
                throw unended("a comment", "(", from);
            }
            char next = body.charAt(position);
            depth += next == '(' ? 1 : next == ')' ? -1 : 0;
            position += next == '\\' ? 2 : 1;
        } while (depth > 0);
    }

    private String enclosed(char end, String what) throws UnclearAddressException {
        int from = position;
        StringBuilder text = new StringBuilder();
        position++;
        while (position < body.length() && body.charAt(position) != end) {
            position += body.charAt(position) == '\\' ? 1 : 0;
            if (position < body.length()) {
                text.append(body.charAt(position));
                position++;
            }
        }
        if (position >= body.length()) {
            throw unended(what, body.substring(from, from + 1), from);
        }
        position++;
        return text.toString();
    }

    private static boolean isAtomText(char next) {
        return next > 0x20 && next != 0x7f && "()<>@,;:\\\".[]".indexOf(next) < 0;
    }

    private static String shown(char sign) {
        return sign < 0x20 || sign == 0x7f ? "a control character" : "'" + sign + "'";
    }

    private static UnclearAddressException unended(String what, String sign, int from) {
        return new UnclearAddressException(
                "expected an end of "
                        + what
                        + ", none came behind the "
                        + sign
                        + " at character "
                        + (from + 1)
                        + "; close it");
    }
}
