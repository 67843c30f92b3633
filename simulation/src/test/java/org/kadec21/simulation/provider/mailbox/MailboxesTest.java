package org.kadec21.simulation.provider.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    @Test
    void readsAPartOfAText() {
        StoredMail mail = store("tu@provider.test", "abcdef");

        assertThat(read(mail, 2, 3)).contains("cde");
        assertThat(read(mail, 4, 9)).contains("ef");
        assertThat(read(mail, 6, 9)).contains("");
        mailboxes.delete("tu@provider.test", List.of(mail.uniqueId()));
        assertThat(read(mail, 0, 9)).isEmpty();
    }

    @Test
    void paysOnceForAMailToManyUntilTheLastOfThemDeletesIt() {
        MemoryBudget budget = new MemoryBudget(1 << 20);
        Mailboxes boxes = new Mailboxes(budget);
        byte[] text = new byte[500_000];
        StoredMail first = boxes.store("a@provider.test", Instant.EPOCH, text);
        StoredMail second = boxes.store("b@provider.test", Instant.EPOCH, text);
        assertThat(budget.used()).isEqualTo(text.length + 2L * MemoryBudget.A_MAIL);

        boxes.delete("a@provider.test", List.of(first.uniqueId()));
        assertThat(budget.used()).isEqualTo(text.length + MemoryBudget.A_MAIL);
        boxes.delete("b@provider.test", List.of(second.uniqueId(), second.uniqueId()));
        assertThat(budget.used()).isZero();
    }

    @Test
    void keepsNoMailThatTheBudgetHasNoRoomFor() {
        Mailboxes boxes = new Mailboxes(new MemoryBudget(1000));

        assertThatThrownBy(() -> boxes.store("a@provider.test", Instant.EPOCH, new byte[10]))
                .isInstanceOf(MailStoreException.class);
        assertThat(boxes.mails("a@provider.test")).isEmpty();
    }

    private Optional<String> read(StoredMail mail, int from, int most) {
        return mailboxes
                .read("tu@provider.test", mail.uniqueId(), from, most)
                .map(part -> new String(part, StandardCharsets.US_ASCII));
    }

    private StoredMail store(String address, String text) {
        return mailboxes.store(address, Instant.EPOCH, text.getBytes(StandardCharsets.US_ASCII));
    }
}
