package org.kadec21.simulation.provider.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

class MailboxesTest {

    private final Mailboxes mailboxes = new Mailboxes();

    @Test
    void keepsADuplicate() {
        store("tu@provider.test", "same");
        store("tu@provider.test", "same");

        assertThat(mailboxes.mails("tu@provider.test")).hasSize(2);
    }

    @Test
    void findsAMailboxHoweverItsAddressIsSpelt() {
        store("TU@Provider.Test", "x");

        assertThat(mailboxes.mails("tu@provider.test")).hasSize(1);
    }

    @Test
    void neverUsesAUniqueIdTwice() {
        StoredMail first = store("tu@provider.test", "one");
        mailboxes.delete("tu@provider.test", List.of(first.uniqueId()));

        StoredMail second = store("tu@provider.test", "two");

        assertThat(second.uniqueId()).isNotEqualTo(first.uniqueId());
    }

    @Test
    void countsTheOctetsThatAreThere() {
        StoredMail first = store("tu@provider.test", "12345");
        store("tu@provider.test", "678");
        mailboxes.delete("tu@provider.test", List.of(first.uniqueId(), "unknown"));

        assertThat(mailboxes.octets("tu@provider.test")).isEqualTo(3);
    }

    @Test
    void hasNothingForAnAddressThatNeverGotMail() {
        assertThat(mailboxes.mails("nobody@provider.test")).isEmpty();
        assertThat(mailboxes.addresses()).isEmpty();
    }

    private StoredMail store(String address, String text) {
        return mailboxes.store(address, Instant.EPOCH, text.getBytes(StandardCharsets.US_ASCII));
    }
}
