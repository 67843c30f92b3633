package org.kadec21.firmware.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kadec21.firmware.store.Flashes;
import org.kadec21.firmware.store.RecordedJournal;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.simulation.flash.SimulatedFlash;
import org.kadec21.submission.Outcome;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A run of twenty mails, each with what may become of an attempt, before a flash that is cut at
/// any operation, and whose files lose any bit.
final class TwentyMailsTest {

    private static final int FLASH_BYTES = 1 << 20;
    private static final List<String> IDS =
            IntStream.rangeClosed(1, 20).mapToObj(number -> "m" + number).toList();

    /// One after the other, the last of them taken by the server only after all others.
    private static final List<List<Outcome>> FATES =
            List.of(
                    List.of(Mails.ACCEPTED),
                    List.of(Mails.DEFERRED, Mails.ACCEPTED),
                    List.of(Mails.IN_DOUBT, Mails.ACCEPTED),
                    List.of(Mails.IN_DOUBT, Mails.DEFERRED, Mails.IN_DOUBT, Mails.ACCEPTED));

    @Test
    void losesNothingAndDoublesOnlyWhatWasInDoubtWhereverThePowerGoes() {
        cutAtEveryOperation(1);
    }

    @Test
    @Tag("full")
    void losesNothingAndDoublesOnlyWhatWasInDoubtWhateverIsLeftOfEachFile() {
        cutAtEveryOperation(25);
    }

    @Test
    void losesOneMailAtMostToAnySampledBitAndSendsTheOthers() {
        flipEachBit(37);
    }

    @Test
    @Tag("full")
    void losesOneMailAtMostToAnyBitAndSendsTheOthers() {
        flipEachBit(1);
    }

    private static void cutAtEveryOperation(int media) {
        SimulatedFlash whole = Flashes.ofSize(FLASH_BYTES, 1);
        run(whole).run();
        for (int medium = 1; medium <= media; medium++) {
            for (long cut = 1; cut <= whole.operations(); cut++) {
                SimulatedFlash flash = Flashes.ofSize(FLASH_BYTES, medium * 10_000L + cut);
                flash.cutAt(cut);
                StoredUnit unit = run(flash);
                try {
                    unit.run();
                    allArrivedAndDoublesWereInDoubt(unit);
                } catch (AssertionError | RuntimeException failed) {
                    throw new AssertionError(
                            "medium " + medium + ", cut at flash operation " + cut, failed);
                }
            }
        }
    }

    private static void allArrivedAndDoublesWereInDoubt(StoredUnit unit) {
        Set<String> arrived = new HashSet<>();
        List<String> doubted =
                unit.journal().of("mail.in-doubt").stream()
                        .map(line -> line.split(" ", 3)[1].substring("id=".length()))
                        .toList();
        for (StoredUnit.Delivery delivery : unit.deliveries()) {
            if (!arrived.add(delivery.id())) {
                assertThat(delivery.possibleDuplicate()).as("mark of %s", delivery).isPositive();
                assertThat(doubted).contains(delivery.id());
            }
        }
        assertThat(arrived).containsExactlyInAnyOrderElementsOf(IDS);
    }

    private static StoredUnit run(SimulatedFlash flash) {
        StoredUnit unit = new StoredUnit(flash);
        for (int number = 0; number < IDS.size(); number++) {
            String id = IDS.get(number);
            unit.alarm(id, 200 + 50 * number, Mails.ANN);
            FATES.get(number % FATES.size()).forEach(fate -> unit.attempt(id, fate));
        }
        return unit;
    }

    private static void flipEachBit(int stride) {
        Map<String, byte[]> sound = waiting();
        for (Map.Entry<String, byte[]> file : sound.entrySet()) {
            for (int bit = 0; bit < file.getValue().length * 8; bit += stride) {
                SimulatedFlash flash = Flashes.empty();
                flash.restore(sound);
                flash.flipBit(file.getKey(), bit / 8, bit % 8);
                try {
                    theRestGoesOn(flash, bit / 8 < 16);
                } catch (AssertionError | RuntimeException failed) {
                    throw new AssertionError("bit " + bit + " of " + file.getKey(), failed);
                }
            }
        }
    }

    /// @param header whether it was hit: then the file as a whole is kept aside for the operator
    private static void theRestGoesOn(SimulatedFlash flash, boolean header) {
        RecordedJournal journal = new RecordedJournal();
        Outbox outbox = Outbox.open(flash, journal, StorageLimits.standard());
        List<Entry> open = new ArrayList<>(outbox.open());

        assertThat(open).hasSize(header ? 0 : IDS.size() - 1);
        assertThat(journal.of("file.damaged", "file.torn", "file.quarantined")).isNotEmpty();
        assertThat(flash.list().stream().anyMatch(name -> name.startsWith("quarantine-")))
                .isEqualTo(header);
        for (Entry entry : open) {
            assertThat(entry.content())
                    .usingRecursiveComparison()
                    .isEqualTo(new Content.Rendered(Mails.message(entry.id())));
            outbox.beforeLastByte(List.of(entry.id()));
            outbox.conclude(Mails.result(entry.id(), Mails.ANN, Mails.ACCEPTED), Mails.NOW);
        }
        assertThat(outbox.open()).isEmpty();
        assertThat(outbox.sent().stream().map(SentMail::id).collect(Collectors.toSet()))
                .hasSize(open.size());
    }

    private static Map<String, byte[]> waiting() {
        SimulatedFlash flash = Flashes.empty();
        Outbox outbox = Outbox.open(flash, new RecordedJournal(), StorageLimits.standard());
        IDS.forEach(id ->
                outbox.accept(Mails.envelope(id, Mails.ANN), MailClass.ALARM, Mails.message(id)));
        return new TreeMap<>(flash.snapshot());
    }
}
