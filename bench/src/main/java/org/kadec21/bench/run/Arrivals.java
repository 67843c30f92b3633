package org.kadec21.bench.run;

import org.kadec21.mailbox.ReceivedMail;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What arrived in one mailbox, by the server that took it from the unit: while a unit moves from
/// one server to another, mail may arrive where nobody looks any more.
///
/// @param byServer in the order of their first mails
record Arrivals(SequencedMap<String, Share> byServer) {

    private static final Pattern BY = Pattern.compile("(?s)\\bby\\s+([^\\s;]+)");

    /// The mails that came through one server.
    record Share(int mails, Instant last) {

        private Share with(Instant arrival) {
            return new Share(mails + 1, arrival.isAfter(last) ? arrival : last);
        }
    }

    static Arrivals of(List<ReceivedMail> mailbox) {
        SequencedMap<String, Share> byServer = new LinkedHashMap<>();
        for (ReceivedMail mail : mailbox) {
            Instant arrival = MailReading.read(mail).arrivedAt();
            String server = server(mail);
            byServer.put(
                    server, byServer.getOrDefault(server, new Share(0, arrival)).with(arrival));
        }
        return new Arrivals(byServer);
    }

    /// The topmost `Received` field names its writer behind `by` (RFC 5321 4.4).
    private static String server(ReceivedMail mail) {
        Matcher by = BY.matcher(mail.header("Received").orElse(""));
        return by.find() ? by.group(1) : "an unnamed server";
    }
}
