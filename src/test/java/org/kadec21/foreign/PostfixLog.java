package org.kadec21.foreign;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Postfix's own account of the mails it took.
record PostfixLog(List<String> lines) {

    private static final Pattern ENTRY =
            Pattern.compile(
                    " lab/(\\w+)/smtpd\\[\\d+\\]: (\\w+): client=\\S+"
                            + " sasl_method=(\\S+), sasl_username=(\\S+)");

    /// How a mail came in.
    ///
    /// @param service name of the port in `postfix-dovecot.sh`
    record Login(String service, String mechanism, String user) {}

    /// The login that brought in the mail with this queue id; empty when it came without one.
    Optional<Login> login(String id) {
        return lines.stream()
                .flatMap(line -> ENTRY.matcher(line).results())
                .filter(entry -> entry.group(2).equals(id))
                .map(PostfixLog::login)
                .findFirst();
    }

    /// Queue ids of all mails that were delivered to `address`.
    List<String> deliveredTo(String address) {
        Pattern delivery =
                Pattern.compile(": (\\w+): to=<" + Pattern.quote(address) + ">.* status=sent");
        return lines.stream()
                .flatMap(line -> delivery.matcher(line).results())
                .map(found -> found.group(1))
                .toList();
    }

    private static Login login(MatchResult entry) {
        return new Login(entry.group(1), entry.group(3), entry.group(4));
    }
}
