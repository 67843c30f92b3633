package org.kadec21.submission;

import org.kadec21.submission.AddressTokens.Atom;
import org.kadec21.submission.AddressTokens.Literal;
import org.kadec21.submission.AddressTokens.Quoted;
import org.kadec21.submission.AddressTokens.Special;
import org.kadec21.submission.AddressTokens.Token;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the tokens of an address list by RFC 5322 3.4 and 4.4, one token ahead.
final class AddressReader {

    private final List<Token> tokens;
    private final List<String> found = new ArrayList<>();
    private int position;

    AddressReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    /// The whole list.
    List<String> list() throws UnclearAddressException {
        while (position < tokens.size()) {
            if (!took(',')) {
                address(false);
                separated(false);
            }
        }
        return List.copyOf(found);
    }

    /// `mailbox` or `group`: until the sign that tells, its words may be a name or a local part.
    private void address(boolean inGroup) throws UnclearAddressException {
        List<Token> words = words();
        if (took('@')) {
            found.add(checked(local(words) + "@" + domain()));
            if (took('<')) {
                repeated(found.removeLast());
            }
        } else if (took('<')) {
            bracketed();
        } else if (at(':') && !inGroup && !words.isEmpty()) {
            position++;
            group();
        } else {
            throw unclear(
                    "expected an address with an @",
                    words.isEmpty() ? next() : "'" + text(words) + "' without one",
                    "write it as name@domain, or as Name <name@domain>");
        }
    }

    /// Some programs write the address as its own name, without the quotes that it needs.
    private void repeated(String name) throws UnclearAddressException {
        bracketed();
        if (!found.getLast().equalsIgnoreCase(name)) {
            throw unclear(
                    "expected a comma behind " + name,
                    "'<" + found.getLast() + ">'",
                    "put it in double quotes when it is a name, or a comma between two addresses");
        }
    }

    private void bracketed() throws UnclearAddressException {
        if (at('@')) {
            throw unclear(
                    "expected an address between < and >",
                    "a source route",
                    "name the last address alone (RFC 5321 3.3)");
        }
        List<Token> words = words();
        if (!took('@')) {
            throw unclear(
                    "expected an address between < and >",
                    words.isEmpty() ? next() : "'" + text(words) + "' without an @",
                    "write it as <name@domain>");
        }
        found.add(checked(local(words) + "@" + domain()));
        if (!took('>')) {
            throw unclear("expected > behind " + found.getLast(), next(), "close the bracket");
        }
    }

    private void group() throws UnclearAddressException {
        while (!took(';')) {
            if (position >= tokens.size()) {
                throw unclear("expected ; at the end of the group", next(), "add it");
            }
            if (!took(',')) {
                address(true);
                separated(true);
            }
        }
    }

    private void separated(boolean inGroup) throws UnclearAddressException {
        boolean ended = position >= tokens.size() || at(',') || (inGroup && at(';'));
        boolean behindGroup =
                !inGroup && position > 0 && tokens.get(position - 1).equals(new Special(';'));
        if (!ended && !behindGroup) {
            String last = found.isEmpty() ? "the group" : found.getLast();
            throw unclear(
                    "expected a comma behind " + last,
                    next(),
                    "separate addresses by commas, and put names with special signs in double"
                            + " quotes");
        }
    }

    /// Atoms, quoted strings and dots, as names and local parts have them.
    private List<Token> words() {
        int from = position;
        while (position < tokens.size()
                && (tokens.get(position) instanceof Atom
                        || tokens.get(position) instanceof Quoted
                        || at('.'))) {
            position++;
        }
        return tokens.subList(from, position);
    }

    /// Words with single dots between them.
    private String local(List<Token> words) throws UnclearAddressException {
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            boolean dot = words.get(i).equals(new Special('.'));
            if (dot != (i % 2 == 1)) {
                throw unclear(
                        "expected one word before the @",
                        "'" + text(words) + "'",
                        "put it in double quotes, or a comma between two addresses");
            }
            if (words.get(i) instanceof Atom(String text) && AddressTokens.isEncoded(text)) {
                throw unclear(
                        "expected an address that is not an encoded word (RFC 2047 5)",
                        "'" + text + "'",
                        "write what it stands for");
            }
            content.append(content(words.get(i)));
        }
        if (words.size() % 2 == 0) {
            throw unclear(
                    "expected a name before the @",
                    words.isEmpty() ? "nothing" : "'" + text(words) + "'",
                    "write it as name@domain");
        }
        return MailAddress.local(content.toString());
    }

    private String domain() throws UnclearAddressException {
        if (position < tokens.size() && tokens.get(position) instanceof Literal literal) {
            position++;
            return literal.text();
        }
        StringBuilder domain = new StringBuilder(label());
        while (took('.')) {
            domain.append('.').append(label());
        }
        return domain.toString();
    }

    private String label() throws UnclearAddressException {
        if (position < tokens.size() && tokens.get(position) instanceof Atom atom) {
            position++;
            return atom.text();
        }
        throw unclear("expected a domain behind the @", next(), "write it as name@domain");
    }

    private static String checked(String address) throws UnclearAddressException {
        Optional<String> objection = MailAddress.objection(address);
        if (objection.isPresent()) {
            throw new UnclearAddressException(objection.get());
        }
        return address;
    }

    private boolean at(char sign) {
        return position < tokens.size() && tokens.get(position).equals(new Special(sign));
    }

    private boolean took(char sign) {
        boolean there = at(sign);
        position += there ? 1 : 0;
        return there;
    }

    private String next() {
        return position < tokens.size()
                ? "'" + content(tokens.get(position)) + "'"
                : "the end of the field";
    }

    private static String text(List<Token> words) {
        return String.join(" ", words.stream().map(AddressReader::content).toList());
    }

    private static String content(Token token) {
        return switch (token) {
            case Atom atom -> atom.text();
            case Quoted quoted -> quoted.text();
            case Literal literal -> literal.text();
            case Special special -> String.valueOf(special.sign());
        };
    }

    private static UnclearAddressException unclear(String expected, String came, String advice) {
        return new UnclearAddressException(expected + ", came " + came + "; " + advice);
    }
}
