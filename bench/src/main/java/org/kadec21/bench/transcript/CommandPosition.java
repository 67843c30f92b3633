package org.kadec21.bench.transcript;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where in a line of AT the next character stands.
///
/// @param name of the command, upper case; empty where there is none
/// @param answer whether it is the module's answer and not the command
/// @param argument the zero-based argument
/// @param quoted whether it stands inside of quotes
record CommandPosition(String name, boolean answer, int argument, boolean quoted) {

    private static final Pattern HEAD = Pattern.compile("([+#$^][A-Za-z0-9]+)(=|: ?)");

    private static final Map<String, List<Integer>> SECRET = secretArguments();

    /// Commands whose read form gives the secret away.
    private static final List<String> TELLING = List.of("+QICSGP", "+CGAUTH", "+UAUTHREQ");

    /// The position of what follows `line`.
    static CommandPosition behind(CharSequence line) {
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '"') {
                quoted = !quoted;
            } else if (line.charAt(i) == ';' && !quoted) {
                start = i + 1;
            }
        }
        Matcher head = HEAD.matcher(line).region(start, line.length());
        return head.find()
                ? new CommandPosition(
                        head.group(1).toUpperCase(Locale.ROOT),
                        head.group(2).startsWith(":"),
                        commas(line, head.end()),
                        quoted)
                : new CommandPosition("", false, 0, quoted);
    }

    /// Whether `c` at this place is part of a secret.
    boolean isSecret(char c) {
        boolean delimiter = c == '"' || (!quoted && (c == ',' || c == ';' || c == '?'));
        return !delimiter
                && (!answer || TELLING.contains(name))
                && SECRET.getOrDefault(name, List.of()).contains(argument);
    }

    private static int commas(CharSequence line, int from) {
        boolean inside = false;
        int count = 0;
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                inside = !inside;
            } else if (c == ',' && !inside) {
                count++;
            }
        }
        return count;
    }

    private static Map<String, List<Integer>> secretArguments() {
        Map<String, List<Integer>> secrets = new TreeMap<>();
        secrets.put("+CPIN", List.of(0, 1)); // 3GPP TS 27.007 8.3
        secrets.put("+CPIN2", List.of(0, 1));
        secrets.put("+CPWD", List.of(1, 2)); // 27.007 7.5
        secrets.put("+CLCK", List.of(2)); // 27.007 7.4
        secrets.put("+CGAUTH", List.of(2, 3)); // 27.007 10.1.31, and the other order of SIM7600
        secrets.put("+QICSGP", List.of(3, 4)); // Quectel TCP/IP application note
        secrets.put("+UAUTHREQ", List.of(2, 3)); // SARA-R4 manual
        secrets.put("#SGACT", List.of(2, 3)); // Telit IP Easy guide
        secrets.put("#USERID", List.of(0));
        secrets.put("#PASSW", List.of(0));
        secrets.put("$QCPDPP", List.of(2, 3)); // Qualcomm
        return secrets;
    }
}
