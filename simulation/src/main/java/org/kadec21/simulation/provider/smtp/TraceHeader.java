package org.kadec21.simulation.provider.smtp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The lines a server puts in front of a mail: Return-Path and Received (RFC 5321 4.4).
final class TraceHeader {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private TraceHeader() {}

    /// `message` with its trace in front. `for` names the recipient only where it betrays no other.
    static byte[] prepend(
            SmtpSite site,
            Client client,
            Transaction transaction,
            String id,
            Instant now,
            MessageBuffer message) {
        List<String> recipients = transaction.recipients();
        String recipient =
                recipients.size() == 1 ? "\r\n\tfor <" + recipients.getFirst() + ">" : "";
        String trace =
                "Return-Path: <%s>\r\nReceived: from %s (%s)\r\n\tby %s with %s id %s%s;\r\n\t%s\r\n"
                        .formatted(
                                transaction.sender(),
                                client.hello().orElse("unknown"),
                                site.peer(),
                                site.hostName(),
                                client.protocol(),
                                id,
                                recipient,
                                DATE.format(now));
        byte[] head = trace.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(head, head.length + message.size());
        message.copyTo(all, head.length);
        return all;
    }
}
