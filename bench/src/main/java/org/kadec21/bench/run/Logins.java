package org.kadec21.bench.run;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Counts the submission sessions of a run by how the unit logged in: with which mechanism, and
/// whether inside TLS. Reads them from the journal, where the simulated provider writes `auth.ok`:
/// logins of mail programs over POP3 name no mechanism there and do not count.
final class Logins implements Consumer<String> {

    private static final Pattern LOGIN =
            Pattern.compile(
                    "\"event\":\"auth\\.ok\",.*\"mechanism\":\"([A-Z0-9-]+)\",\"tls\":(true|false)");

    private final SequencedMap<String, Integer> sessions = new LinkedHashMap<>();

    @Override
    public void accept(String journalLine) {
        Matcher login = LOGIN.matcher(journalLine);
        if (login.find()) {
            String where = login.group(2).equals("true") ? " inside TLS" : " in clear";
            sessions.merge(login.group(1) + where, 1, Integer::sum);
        }
    }

    /// Sessions by mechanism, as `PLAIN inside TLS` or `DIGEST-MD5 in clear`, in the order of the
    /// first login.
    SequencedMap<String, Integer> sessions() {
        return new LinkedHashMap<>(sessions);
    }
}
