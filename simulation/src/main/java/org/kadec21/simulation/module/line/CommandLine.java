package org.kadec21.simulation.module.line;

import org.kadec21.simulation.module.line.AtCommand.Form;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Takes a command line body (what follows `AT`) apart: basic commands one after the other,
/// extended commands separated by `;`, spaces and case ignored outside of quotes (V.250 5.2.1, 5.3,
/// 5.4). What cannot be a command becomes one of a name that nobody knows, so that it is answered
/// ERROR in its turn.
public final class CommandLine {

    private static final String EXTENDED_PREFIXES = "+^$%#*!";

    private final String text;
    private final List<AtCommand> commands = new ArrayList<>();
    private int at;

    private CommandLine(String text) {
        this.text = text;
    }

    public static List<AtCommand> parse(String body) {
        CommandLine line = new CommandLine(normalize(body));
        while (line.at < line.text.length()) {
            line.next();
        }
        return List.copyOf(line.commands);
    }

    private static String normalize(String body) {
        StringBuilder normal = new StringBuilder(body.length());
        boolean quoted = false;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            quoted ^= c == '"';
            if (quoted) {
                normal.append(c);
            } else if (c != ' ') {
                normal.append(String.valueOf(c).toUpperCase(Locale.ROOT));
            }
        }
        return normal.toString();
    }

    private void next() {
        char first = text.charAt(at);
        if (first == ';') {
            at++;
        } else if (EXTENDED_PREFIXES.indexOf(first) >= 0) {
            extended(take(endOfExtended()));
        } else if (first == 'D') {
            at++;
            commands.add(new AtCommand("D", Form.EXECUTE, take(text.length())));
        } else if (first == 'S') {
            at++;
            register();
        } else {
            basic(first);
        }
    }

    private void extended(String command) {
        int nameEnd = 1;
        while (nameEnd < command.length() && "=?".indexOf(command.charAt(nameEnd)) < 0) {
            nameEnd++;
        }
        String name = command.substring(0, nameEnd);
        String rest = command.substring(nameEnd);
        if (rest.isEmpty()) {
            commands.add(new AtCommand(name, Form.EXECUTE, ""));
        } else if (rest.equals("?")) {
            commands.add(new AtCommand(name, Form.READ, ""));
        } else if (rest.equals("=?")) {
            commands.add(new AtCommand(name, Form.TEST, ""));
        } else if (rest.startsWith("=")) {
            commands.add(new AtCommand(name, Form.SET, rest.substring(1)));
        } else {
            commands.add(new AtCommand(command, Form.EXECUTE, ""));
        }
    }

    /// `S3=13` becomes a set with the arguments `3,13`; `S3?` a read with the argument `3`.
    private void register() {
        String number = digits();
        if (at < text.length() && text.charAt(at) == '=') {
            at++;
            commands.add(new AtCommand("S", Form.SET, number + "," + digits()));
        } else if (at < text.length() && text.charAt(at) == '?') {
            at++;
            commands.add(new AtCommand("S", Form.READ, number));
        } else {
            commands.add(new AtCommand("S" + take(text.length()), Form.EXECUTE, number));
        }
    }

    private void basic(char first) {
        boolean prefixed = (first == '&' || first == '\\') && at + 1 < text.length();
        String name = take(at + (prefixed ? 2 : 1));
        boolean letter = Character.isLetter(name.charAt(name.length() - 1));
        commands.add(
                new AtCommand(letter ? name : name + take(text.length()), Form.EXECUTE, digits()));
    }

    private int endOfExtended() {
        boolean quoted = false;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (c == ';' && !quoted) {
                return i;
            }
        }
        return text.length();
    }

    private String digits() {
        int end = at;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return take(end);
    }

    private String take(int end) {
        String taken = text.substring(at, end);
        at = end;
        return taken;
    }
}
