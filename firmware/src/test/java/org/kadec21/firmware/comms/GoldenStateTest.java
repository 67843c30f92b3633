package org.kadec21.firmware.comms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.comms.LockOuts.LockOut;
import org.kadec21.firmware.config.MailServer;
import org.kadec21.firmware.config.UnitConfig.Schedule;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.outbox.Storage;
import org.kadec21.firmware.record.Samples;
import org.kadec21.firmware.store.Flashes;
import org.kadec21.firmware.store.GoldenFlash;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.hal.Journal;
import org.kadec21.hal.Secret;
import org.kadec21.hal.Time;
import org.kadec21.modem.PinMemory;
import org.kadec21.modem.PinMemory.Verdict;
import org.kadec21.simulation.flash.SimulatedFlash;
import org.kadec21.submission.Limits;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionPolicy.Auth;
import org.kadec21.submission.SubmissionPolicy.Tls;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// What the communication keeps in the state of layout 1.0, as released: every key must be readable
/// for ever, and what is written today is the same, byte for byte. The golden file is never
/// changed.
final class GoldenStateTest {

    private static final String FOLDER = "/flash-layout-1.0/communication/";
    private static final List<String> FILES = List.of("state.00000001");

    private static final Instant THEN = Instant.parse("2013-02-03T04:05:06Z");
    private static final Duration LIFETIME = Duration.ofDays(180);
    private static final Schedule HOURLY = new Schedule.Every(Duration.ofHours(1));
    private static final Journal SILENT = (event, fields) -> {};
    private static final String PROVEN = PinMemory.mark(Secret.of("1234"));
    private static final String WRONG = PinMemory.mark(Secret.of("4321"));

    private final SimulatedFlash flash = GoldenFlash.of(FOLDER, FILES);

    @Test
    void writesTheSameBytesToday() {
        assertThat(written().snapshot().get("state.00000001"))
                .isEqualTo(GoldenFlash.contents(FOLDER, FILES).get("state.00000001"));
    }

    @Test
    void readsWhichServerOfferedTls() {
        assertThat(tlsMemory(state(), THEN).hardened(server().policy()).tls().mode())
                .isEqualTo(Tls.Mode.REQUIRED);
        assertThat(tlsMemory(state(), THEN.plus(LIFETIME)).hardened(server().policy()).tls().mode())
                .isEqualTo(Tls.Mode.OPTIONAL);
    }

    @Test
    void readsWhichAccountWasRefused() {
        LockOuts lockOuts = new LockOuts(state(), at(THEN.plusSeconds(60)));

        assertThat(lockOuts.of(server())).contains(new LockOut(2, Duration.ofSeconds(60)));
    }

    @Test
    void readsWhatBecameOfEachPin() {
        PinMemory pins = new FlashPinMemory(state());

        assertThat(pins.verdict(PROVEN)).contains(Verdict.ACCEPTED);
        assertThat(pins.verdict(WRONG)).contains(Verdict.REFUSED);
        assertThat(pins.verdict(PinMemory.mark(Secret.of("0000")))).isEmpty();
    }

    @Test
    void readsWhichRecordsAreOwedAndSince() {
        OwedRecords owed = owed(Storage.open(flash, SILENT, StorageLimits.standard()), THEN);

        assertThat(owed.upTo()).isEqualTo(2);
        assertThat(StateStore.list(flash)).containsEntry("monitoring.served", THEN.toString());
    }

    private static SimulatedFlash written() {
        SimulatedFlash flash = Flashes.empty();
        Storage storage = Storage.open(flash, SILENT, StorageLimits.standard());
        storage.records().append(Samples.ofHour(1));
        storage.records().append(Samples.ofHour(2));
        owed(storage, THEN).take();
        tlsMemory(storage.state(), THEN).saw(server().policy());
        LockOuts lockOuts = new LockOuts(storage.state(), at(THEN));
        lockOuts.refused(server(), 1);
        lockOuts.refused(server(), 2);
        PinMemory pins = new FlashPinMemory(storage.state());
        pins.remember(PROVEN, Verdict.ACCEPTED);
        pins.remember(WRONG, Verdict.IN_DOUBT);
        pins.remember(WRONG, Verdict.REFUSED);
        return flash;
    }

    private StateStore state() {
        return StateStore.open(flash, SILENT);
    }

    private static TlsMemory tlsMemory(StateStore state, Instant now) {
        return new TlsMemory(state, at(now), LIFETIME);
    }

    private static OwedRecords owed(Storage storage, Instant now) {
        return new OwedRecords(HOURLY, ZoneOffset.UTC, storage, at(now), SILENT, new Notices() {});
    }

    private static MailServer server() {
        return MailServer.always(
                new SubmissionPolicy(
                        "mail.provider.test",
                        587,
                        "n2-test",
                        new Auth.Password("unit", Secret.of("secret"), List.of("PLAIN"), false),
                        new Tls(Tls.Mode.OPTIONAL, List.of()),
                        Limits.standard()));
    }

    private static Time at(Instant now) {
        return new Time() {
            @Override
            public Instant now() {
                return now;
            }

            @Override
            public long nanos() {
                return 0;
            }
        };
    }
}
