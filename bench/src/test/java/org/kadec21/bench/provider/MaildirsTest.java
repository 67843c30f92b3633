package org.kadec21.bench.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.simulation.provider.mailbox.MailStoreException;
import org.kadec21.simulation.provider.mailbox.MemoryBudget;
import org.kadec21.simulation.provider.mailbox.StoredMail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

class MaildirsTest {

    private static final Instant NOON = Instant.parse("2017-01-24T03:00:00Z");
    private static final String UNIT = "unit7@ep.wakwak.ne.jp";

    @TempDir private Path folder;

    @Test
    void aMailLiesInNewUnderItsUniqueId() throws IOException {
        StoredMail mail = open(folder).store(UNIT, NOON, octets("hello"));

        assertThat(folder.resolve(UNIT).resolve("new").resolve(mail.uniqueId()))
                .hasBinaryContent(octets("hello"));
        assertThat(list(folder.resolve(UNIT).resolve("tmp"))).isEmpty();
    }

    @Test
    void afterARestartMailsAreThereUnderTheSameIds() throws IOException {
        Maildirs before = open(folder);
        StoredMail first = before.store(UNIT, NOON, octets("1"));
        StoredMail second = before.store(UNIT, NOON.minusSeconds(60), octets("2"));
        before.delete(UNIT, List.of(first.uniqueId()));

        Maildirs after = open(folder);

        assertThat(after.mails(UNIT))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.uniqueId()).isEqualTo(second.uniqueId());
                    assertThat(mail.arrival()).isEqualTo(second.arrival());
                    assertThat(after.content(UNIT, mail)).contains(octets("2"));
                });
        assertThat(after.octets(UNIT)).isEqualTo(1);
        assertThat(after.store(UNIT, NOON, octets("3")).uniqueId())
                .isNotIn(first.uniqueId(), second.uniqueId());
    }

    @Test
    void aMailThatAMailProgramHasReadCanBeDeleted() throws IOException {
        StoredMail mail = open(folder).store(UNIT, NOON, octets("1"));
        Path cur = folder.resolve(UNIT).resolve("cur").resolve(mail.uniqueId() + ":2,S");
        Files.move(folder.resolve(UNIT).resolve("new").resolve(mail.uniqueId()), cur);
        Maildirs maildirs = open(folder);

        maildirs.delete(UNIT, List.of(mail.uniqueId()));

        assertThat(cur).doesNotExist();
    }

    @Test
    void anAddressCannotLeaveTheFolder() throws IOException {
        String wicked = "../../etc/x@elsewhere.test";
        Maildirs maildirs = open(folder.resolve("mail"));

        maildirs.store(wicked, NOON, octets("1"));

        assertThat(list(folder)).containsExactly("mail");
        assertThat(list(folder.resolve("mail")))
                .containsExactly("%2E.%2F..%2Fetc%2Fx@elsewhere.test");
        assertThat(open(folder.resolve("mail")).mails(wicked)).hasSize(1);
    }

    @Test
    void mailsMoveToANewAddress() throws IOException {
        Maildirs maildirs = open(folder);
        maildirs.store(UNIT, NOON, octets("1"));

        maildirs.move(UNIT, "station7@ep.wakwak.ne.jp");

        assertThat(maildirs.mails(UNIT)).isEmpty();
        assertThat(maildirs.mails("station7@ep.wakwak.ne.jp"))
                .extracting(StoredMail::arrival)
                .containsExactly(NOON);
    }

    @Test
    void mailsStayWhereTheyAreWhenTheyCannotMove() throws IOException {
        Files.writeString(folder.resolve("station7@ep.wakwak.ne.jp"), "no folder");
        Maildirs maildirs = open(folder);
        StoredMail mail = maildirs.store(UNIT, NOON, octets("1"));

        assertThatThrownBy(() -> maildirs.move(UNIT, "station7@ep.wakwak.ne.jp"))
                .isInstanceOf(MailStoreException.class);

        assertThat(maildirs.mails(UNIT)).containsExactly(mail);
        assertThat(maildirs.mails("station7@ep.wakwak.ne.jp")).isEmpty();
    }

    @Test
    void anEndlessAddressIsKeptInMemory() throws IOException {
        String endless = "x".repeat(240) + "@e.test";
        Maildirs maildirs = open(folder);

        maildirs.store(endless, NOON, octets("1"));

        assertThat(maildirs.mails(endless)).hasSize(1);
        assertThat(list(folder)).isEmpty();
    }

    private static Maildirs open(Path folder) throws IOException {
        return Maildirs.open(folder, new MemoryBudget(1 << 20));
    }

    private static List<String> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
