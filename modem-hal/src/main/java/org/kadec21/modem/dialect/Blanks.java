package org.kadec21.modem.dialect;

import org.kadec21.hal.Secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What goes into the blanks of a command's text: `AT+QICLOSE={id}`. A blank that nobody fills is a
/// bug in the pack.
///
/// @param secret what of it no trace may show
record Blanks(List<Blank> blanks, Optional<Secret> secret) {

    /// One blank's name and what goes into it.
    record Blank(String name, String value) {}

    Blanks {
        blanks = List.copyOf(blanks);
    }

    static Blanks none() {
        return new Blanks(List.of(), Optional.empty());
    }

    static Blanks id(int id) {
        return none().with("id", id);
    }

    /// `{apn}`, `{user}`, `{password}`, and `{authentication}`: 1 (PAP) with a user, 0 without.
    static Blanks of(AccessPoint accessPoint) {
        Blanks filled =
                none().with("apn", accessPoint.name())
                        .with("user", accessPoint.user())
                        .with("password", accessPoint.password().reveal())
                        .with("authentication", accessPoint.user().isEmpty() ? 0 : 1);
        return new Blanks(filled.blanks(), Optional.of(accessPoint.password()));
    }

    Blanks with(String name, Object value) {
        List<Blank> more = new ArrayList<>(blanks);
        more.add(new Blank(name, String.valueOf(value)));
        return new Blanks(more, secret);
    }

    /// One pass, so that a value which looks like a blank stays what it is.
    String fill(String text) {
        StringBuilder filled = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            int close = text.indexOf('}', open);
            filled.append(text, at, open).append(value(text, text.substring(open + 1, close)));
            at = close + 1;
        }
        return filled.append(text, at, text.length()).toString();
    }

    private String value(String text, String name) {
        return blanks.stream()
                .filter(blank -> blank.name().equals(name))
                .map(Blank::value)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("nothing to fill {" + name + "} in " + text));
    }

    /// Only the names: a value may be a password.
    @Override
    public String toString() {
        return "Blanks" + blanks.stream().map(Blank::name).toList();
    }
}
