package org.kadec21.simulation.provider.delivery;

import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.IncomingMail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The mail that tells a customer that a mail of theirs was infected and is gone.
final class VirusNotice {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private VirusNotice() {}

    /// The notice about `infected`, with CRLF line ends.
    static byte[] to(
            Account customer, IncomingMail infected, MailText text, String host, Instant now) {
        String notice =
                """
                From: Virus check <postmaster@%s>
                To: <%s>
                Date: %s
                Message-ID: <%s.virus@%s>
                Auto-Submitted: auto-generated
                Subject: A virus was found in your mail, which was deleted
                MIME-Version: 1.0
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: 8bit

                %s was found in a mail that you sent. It was deleted and has not reached anybody.
                お送りになったメールからウイルスが検出されたため、メールを削除しました。

                Recipients: %s
                Subject: %s
                """
                        .formatted(
                                host,
                                customer.address(),
                                DATE.format(now),
                                infected.id(),
                                host,
                                TestWords.EICAR_NAME,
                                String.join(", ", infected.recipients()),
                                text.field("Subject").orElse("(none)"));
        return notice.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
