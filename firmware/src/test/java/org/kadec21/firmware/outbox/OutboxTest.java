package org.kadec21.firmware.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kadec21.firmware.outbox.Mails.ACCEPTED;
import static org.kadec21.firmware.outbox.Mails.ANN;
import static org.kadec21.firmware.outbox.Mails.BOB;
import static org.kadec21.firmware.outbox.Mails.DEFERRED;
import static org.kadec21.firmware.outbox.Mails.IN_DOUBT;
import static org.kadec21.firmware.outbox.Mails.NOW;
import static org.kadec21.firmware.outbox.Mails.REJECTED;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.store.Flashes;
import org.kadec21.firmware.store.RecordedJournal;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.simulation.flash.SimulatedFlash;
import org.kadec21.submission.OutgoingMail;

import java.time.Instant;
import java.util.List;

final class OutboxTest {

    private static final StorageLimits LIMITS =
            new StorageLimits(10, 4, 4000, 1000, 5, 60_000, 2, 3);

    private final SimulatedFlash flash = Flashes.empty();
    private final RecordedJournal journal = new RecordedJournal();
    private Outbox outbox = Outbox.open(flash, journal, LIMITS);

    @Test
    void sendsTheAcceptedBytesToAllRecipients() {
        accept("a1", ANN, BOB);
        reboot();

        OutgoingMail mail = outgoing("a1");

        assertThat(mail.content()).isEqualTo(Mails.message("a1"));
        assertThat(mail.envelopeFrom()).isEqualTo("unit@example.jp");
        assertThat(mail.recipients()).containsExactly(ANN, BOB);
        assertThat(mail.possibleDuplicate()).isZero();
    }

    @Test
    void keepsTheEnvelopeThroughABoot() {
        Envelope envelope = accept("a1", ANN, BOB);

        reboot();

        assertThat(outbox.open().getFirst().envelope()).isEqualTo(envelope);
    }

    @Test
    void forgetsAMailOnlyWhenEveryServerTookIt() {
        accept("a1", ANN, BOB);

        attempt("a1", ANN, ACCEPTED, BOB, DEFERRED);
        reboot();
        assertThat(outgoing("a1").recipients()).containsExactly(BOB);
        assertThat(outgoing("a1").possibleDuplicate()).isZero();
        attempt("a1", BOB, ACCEPTED);

        assertThat(outbox.open()).isEmpty();
        assertThat(outbox.sent())
                .containsExactly(new SentMail("a1", "a1@units.example.jp", NOW, 2, 2, 0));
    }

    @Test
    void bootsInDoubtWhenTheFlashHasNoRoomToSaySo() {
        accept("a1", ANN);
        outbox.beforeLastByte(List.of("a1"));
        flash.create("foreign");
        flash.append("foreign", new byte[(int) flash.capacity().freeBytes()]);

        reboot();
        assertThat(outgoing("a1").possibleDuplicate()).isEqualTo(2);

        flash.delete("foreign");
        outbox.conclude(Mails.result("a1", ANN, DEFERRED), NOW);
        reboot();
        assertThat(outgoing("a1").possibleDuplicate()).isEqualTo(3);
    }

    @Test
    void marksAMailThatGoesAgainAfterDoubtWithItsAttempt() {
        accept("a1", ANN);

        attempt("a1", ANN, IN_DOUBT);
        assertThat(outgoing("a1").possibleDuplicate()).isEqualTo(2);
        attempt("a1", ANN, DEFERRED);

        assertThat(outgoing("a1").possibleDuplicate()).isEqualTo(3);
    }

    @Test
    void isInDoubtAfterABootBetweenTheLastByteAndTheOutcome() {
        accept("a1", ANN);
        outbox.beforeLastByte(List.of("a1"));

        reboot();

        assertThat(outgoing("a1").possibleDuplicate()).isEqualTo(2);
        assertThat(journal.of("mail.in-doubt")).containsExactly("mail.in-doubt id=a1 attempt=1");
    }

    @Test
    void staysInDoubtThroughALaterAttemptThatDeliveredNothing() {
        accept("a1", ANN);
        outbox.beforeLastByte(List.of("a1"));
        reboot();

        outbox.conclude(Mails.result("a1", ANN, DEFERRED), NOW);
        reboot();

        assertThat(outgoing("a1").possibleDuplicate()).isEqualTo(3);
    }

    @Test
    void isInDoubtForRecipientsWithoutAnOutcome() {
        accept("a1", ANN, BOB);

        attempt("a1", ANN, ACCEPTED);

        assertThat(outgoing("a1").recipients()).containsExactly(BOB);
        assertThat(outgoing("a1").possibleDuplicate()).isEqualTo(2);
    }

    @Test
    void isNotInDoubtWhenTheAttemptFailedBeforeTheLastByte() {
        accept("a1", ANN);

        outbox.conclude(Mails.result("a1", ANN, DEFERRED), NOW);
        reboot();

        assertThat(outgoing("a1").possibleDuplicate()).isZero();
        assertThat(outbox.open().getFirst().attempts()).isEqualTo(1);
    }

    @Test
    void expiresNothingWhenTheClockJumps() {
        accept("a1", ANN);
        for (String now :
                List.of("1970-01-01T00:00:00Z", "2099-12-31T23:59:59Z", "2001-01-01T00:00:00Z")) {
            outbox.beforeLastByte(List.of("a1"));
            outbox.conclude(Mails.result("a1", ANN, DEFERRED), Instant.parse(now));
            reboot();

            assertThat(outbox.open()).as("at %s", now).extracting(Entry::id).containsExactly("a1");
        }

        attempt("a1", ANN, ACCEPTED);

        assertThat(outbox.open()).isEmpty();
    }

    @Test
    void keepsARefusedMailForTheOperator() {
        accept("a1", ANN, BOB);
        attempt("a1", ANN, ACCEPTED, BOB, REJECTED);

        reboot();

        Entry refused = outbox.refused().getFirst();
        assertThat(refused.rejected())
                .containsExactly(new Entry.Recipient(BOB, new Progress.Rejected("no such user")));
        assertThat(outbox.open()).isEmpty();
        assertThat(journal.of("mail.refused"))
                .containsExactly("mail.refused id=a1 recipient=" + BOB + " reason=no such user");
    }

    @Test
    void dropsTheOldestRefusedMailNotSilently() {
        for (String id : List.of("a1", "a2", "a3")) {
            accept(id, ANN);
            attempt(id, ANN, REJECTED);
        }
        reboot();

        assertThat(outbox.refused()).extracting(Entry::id).containsExactly("a2", "a3");
        assertThat(journal.of("mail.refusal-dropped"))
                .containsExactly("mail.refusal-dropped id=a1 limit=2");
    }

    @Test
    void forgetsARefusedMailWhenTheOperatorHasSeenIt() {
        accept("a1", ANN);
        attempt("a1", ANN, REJECTED);

        outbox.forgetRefused("a1");
        reboot();

        assertThat(outbox.refused()).isEmpty();
    }

    @Test
    void acceptsTheSameMailOnce() {
        accept("a1", ANN);
        assertThat(offer("a1")).isEqualTo(new Acceptance.AlreadyKnown("a1"));
        attempt("a1", ANN, ACCEPTED);
        reboot();

        assertThat(offer("a1")).isEqualTo(new Acceptance.AlreadyKnown("a1"));
        assertThat(outbox.open()).isEmpty();
    }

    @Test
    void putsAlarmsBeforeMonitoring() {
        outbox.cut(Mails.envelope("c1", ANN), 1, 24);
        accept("a1", ANN);
        accept("a2", ANN);

        assertThat(outbox.open()).extracting(Entry::id).containsExactly("a1", "a2", "c1");
    }

    @Test
    void sendsExactlyTheSameCutUntilItIsSettled() {
        outbox.cut(Mails.envelope("c1", ANN), 1, 24);
        attempt("c1", ANN, IN_DOUBT);
        reboot();

        Acceptance later = outbox.cut(Mails.envelope("c2", ANN), 1, 48);

        assertThat(later).isInstanceOf(Acceptance.CutWaits.class);
        Entry open = outbox.openCut().orElseThrow();
        assertThat(open.content()).isEqualTo(new Content.RecordCut(1, 24));
        assertThat(open.envelope()).isEqualTo(Mails.envelope("c1", ANN));
        assertThat(open.outgoing(new byte[0]).possibleDuplicate()).isEqualTo(2);
        assertThat(outbox.settledUpTo()).isZero();
    }

    @Test
    void settlesTheRecordsOfACutThatIsAcceptedOrRefused() {
        outbox.cut(Mails.envelope("c1", ANN), 1, 24);
        attempt("c1", ANN, ACCEPTED);
        assertThat(outbox.settledUpTo()).isEqualTo(24);

        outbox.cut(Mails.envelope("c2", ANN), 25, 48);
        attempt("c2", ANN, REJECTED);
        reboot();

        assertThat(outbox.settledUpTo()).isEqualTo(48);
        assertThat(outbox.refused().getFirst().content()).isEqualTo(new Content.RecordCut(25, 48));
    }

    @Test
    void makesNoCutOfSettledRecords() {
        outbox.cut(Mails.envelope("c1", ANN), 1, 24);
        attempt("c1", ANN, ACCEPTED);

        assertThatThrownBy(() -> outbox.cut(Mails.envelope("c2", ANN), 24, 30))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void handsSeveralMailsOverInOneWrite() {
        accept("a1", ANN);
        accept("a2", ANN);
        long operations = flash.operations();

        outbox.beforeLastByte(List.of("a1", "a2"));

        assertThat(flash.operations() - operations).isEqualTo(2);
        reboot();
        assertThat(outbox.open()).allMatch(Entry::inDoubt);
    }

    @Test
    void refusesToHandOverWhatItDoesNotHold() {
        assertThatThrownBy(() -> outbox.beforeLastByte(List.of("a1")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysFullWhenTooManyMailsWait() {
        List.of("a1", "a2", "a3", "a4", "a5").forEach(id -> accept(id, ANN));

        assertThat(offer("a6")).isInstanceOf(Acceptance.Full.class);
        assertThat(journal.of("flash.full")).containsExactly("flash.full what=mail id=a6");
    }

    @Test
    void saysFullBeforeItTakesTheHousekeepingReserve() {
        SimulatedFlash small = Flashes.ofSize(3000, 1);
        Outbox tight = Outbox.open(small, journal, LIMITS);

        Acceptance first = tight.accept(Mails.envelope("a1", ANN), MailClass.ALARM, new byte[1000]);
        Acceptance second =
                tight.accept(Mails.envelope("a2", ANN), MailClass.ALARM, new byte[1000]);

        assertThat(first).isInstanceOf(Acceptance.Accepted.class);
        assertThat(second).isInstanceOf(Acceptance.Full.class);
        assertThat(small.capacity().freeBytes()).isGreaterThanOrEqualTo(1000);
    }

    @Test
    void recordsOutcomesFromTheHousekeepingReserveAlone() {
        SimulatedFlash small = Flashes.ofSize(2300, 1);
        Outbox tight = Outbox.open(small, journal, LIMITS);
        tight.accept(Mails.envelope("a1", ANN), MailClass.ALARM, new byte[1000]);

        tight.beforeLastByte(List.of("a1"));
        tight.conclude(Mails.result("a1", ANN, ACCEPTED), NOW);

        assertThat(Outbox.open(small, journal, LIMITS).open()).isEmpty();
    }

    @Test
    void isRewrittenWhenItIsMostlyDead() {
        for (String id : List.of("a1", "a2", "a3", "a4")) {
            outbox.accept(Mails.envelope(id, ANN), MailClass.ALARM, new byte[50_000]);
            attempt(id, ANN, ACCEPTED);
        }
        accept("a5", ANN, BOB);
        attempt("a5", ANN, ACCEPTED, BOB, IN_DOUBT);
        reboot();

        assertThat(flash.list()).noneMatch(name -> name.equals("outbox.00000001"));
        assertThat(flash.size(flash.list().getFirst())).isLessThan(66_000);
        assertThat(outgoing("a5").recipients()).containsExactly(BOB);
        assertThat(outgoing("a5").possibleDuplicate()).isEqualTo(2);
        assertThat(outbox.sent()).extracting(SentMail::id).containsExactly("a2", "a3", "a4");
    }

    @Test
    void tellsTheJournalWhatHappened() {
        accept("a1", ANN);
        attempt("a1", ANN, DEFERRED);
        attempt("a1", ANN, ACCEPTED);
        outbox.cut(Mails.envelope("c1", ANN), 1, 2);
        attempt("c1", ANN, ACCEPTED);

        assertThat(journal.lines())
                .containsExactly(
                        "mail.accepted id=a1 class=ALARM bytes=21",
                        "mail.handed-over id=a1 attempt=1",
                        "mail.deferred id=a1 attempt=1 open=1",
                        "mail.handed-over id=a1 attempt=2",
                        "mail.done id=a1 attempts=2 accepted=1",
                        "cut.made id=c1 first=1 last=2",
                        "mail.handed-over id=c1 attempt=1",
                        "mail.done id=c1 attempts=1 accepted=1",
                        "cut.done id=c1 first=1 last=2");
    }

    @Test
    void isListedBesideARunningUnit() {
        accept("a1", ANN);
        accept("a2", ANN);
        attempt("a1", ANN, ACCEPTED);
        outbox.beforeLastByte(List.of("a2"));
        long operations = flash.operations();

        OutboxListing listing = OutboxListing.of(flash);

        assertThat(listing.open()).usingRecursiveComparison().isEqualTo(outbox.open());
        assertThat(listing.sent()).isEqualTo(outbox.sent());
        assertThat(flash.operations()).isEqualTo(operations);
    }

    private Envelope accept(String id, String... recipients) {
        Envelope envelope = Mails.envelope(id, recipients);
        assertThat(outbox.accept(envelope, MailClass.ALARM, Mails.message(id)))
                .isInstanceOf(Acceptance.Accepted.class);
        return envelope;
    }

    private Acceptance offer(String id) {
        return outbox.accept(Mails.envelope(id, ANN), MailClass.ALARM, Mails.message(id));
    }

    private void attempt(String id, Object... recipientsAndOutcomes) {
        outbox.beforeLastByte(List.of(id));
        outbox.conclude(Mails.result(id, recipientsAndOutcomes), NOW);
    }

    private OutgoingMail outgoing(String id) {
        Entry entry = outbox.entry(id).orElseThrow();
        return entry.outgoing(
                entry.content() instanceof Content.Rendered rendered
                        ? rendered.message()
                        : new byte[0]);
    }

    private void reboot() {
        outbox = Outbox.open(flash, journal, LIMITS);
    }
}
