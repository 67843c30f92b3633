package org.kadec21.updating;

import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.config.UnitBinder;
import org.kadec21.firmware.outbox.Envelope;
import org.kadec21.firmware.outbox.MailClass;
import org.kadec21.firmware.outbox.Storage;
import org.kadec21.firmware.record.ChannelList;
import org.kadec21.firmware.record.Sample;
import org.kadec21.firmware.settings.Change;
import org.kadec21.firmware.settings.SettingPath;
import org.kadec21.firmware.settings.Settings;
import org.kadec21.firmware.settings.SettingsStore;
import org.kadec21.firmware.settings.UnitDocument;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.firmware.update.BootEvent.Submission;
import org.kadec21.firmware.update.BootLoader;
import org.kadec21.firmware.update.BootState;
import org.kadec21.firmware.update.SendingRules;
import org.kadec21.firmware.update.Slots;
import org.kadec21.hal.Flash;
import org.kadec21.hal.Journal;
import org.kadec21.hal.Time;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What the code of today does with a flash, without the rest of a unit.
final class FlashLife {

    static final Instant NOW = Instant.parse("2012-01-01T00:00:00Z");

    private static final String MAIL = "z9";
    private static final String BOARD = "communication";
    private static final Duration SPAN = Duration.ofMinutes(15);
    private static final Journal UNHEARD = (event, fields) -> {};
    private static final SendingRules RULES =
            new SendingRules(Instant.parse("2012-07-21T15:00:00Z"), Optional.empty());

    /// Room for everything on a small flash.
    private static final StorageLimits LIMITS =
            new StorageLimits(100, 2, 4000, 1000, 20, 40_000, 5, 20);

    private static final Time CLOCK =
            new Time() {
                @Override
                public Instant now() {
                    return NOW;
                }

                @Override
                public long nanos() {
                    return 0;
                }
            };

    private FlashLife() {}

    /// A boot, a record and a mail; what is there already is not made again.
    static void lived(Flash flash) {
        boolean slots = Slots.kinds(flash).contains(BOARD);
        if (slots) {
            loader(flash).powerOn();
        }
        SettingsStore.open(flash, UNHEARD, document(FirmwareProfile.DUAL_BAND_2));
        Storage storage = Storage.open(flash, UNHEARD, LIMITS);
        if (storage.records().count() < 4) {
            storage.records().append(sample());
        }
        storage.outbox()
                .accept(
                        new Envelope(
                                MAIL,
                                MAIL + "@units.example.jp",
                                NOW.atOffset(ZoneOffset.UTC),
                                "unit@example.jp",
                                List.of("ann@example.jp")),
                        MailClass.ALARM,
                        "Subject: alarm\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /// The same after [#lived].
    static Holdings goneOn(Holdings before) {
        return new Holdings(
                Stream.concat(before.records().stream(), Stream.of(4L)).toList(),
                before.settledUpTo(),
                Stream.concat(before.open().stream(), Stream.of(MAIL)).toList(),
                before.refused(),
                before.sent(),
                before.facts());
    }

    /// The image on trial fails until it is given up.
    static BootLoader rolledBack(Flash flash) {
        BootLoader loader = loader(flash);
        loader.powerOn();
        while (loader.state() instanceof BootState.OnTrial) {
            loader.callEnded(true, true, Submission.FAILED_ON_PROVEN_NETWORK);
        }
        return loader;
    }

    static BootLoader loader(Flash flash) {
        return BootLoader.of(slots(flash), RULES, CLOCK, UNHEARD);
    }

    static Slots slots(Flash flash) {
        return Slots.open(flash, UNHEARD, BOARD).orElseThrow();
    }

    /// An older image boots, and is given a server that it can use.
    static void movedToRelay(Flash flash, FirmwareProfile older) {
        SettingsStore store = SettingsStore.open(flash, UNHEARD, document(older));
        Settings moved =
                store.state()
                        .confirmed()
                        .with(put("servers.1.host", "relay.example.net"))
                        .with(put("servers.1.auth", "none"));
        store.tryOut(moved, SPAN);
        store.confirm();
    }

    private static Change put(String path, String value) {
        return new Change.Put(new SettingPath(path), value);
    }

    private static Sample sample() {
        return new Sample(
                NOW,
                NOW,
                Duration.ZERO,
                ChannelList.of("wind_speed_mps"),
                List.of(Optional.of("4.2")));
    }

    private static UnitDocument document(FirmwareProfile image) {
        Path folder = Path.of(System.getProperty("kadec21.home", ".")).resolve("config/units");
        try {
            return new UnitDocument(
                            "unit.yaml",
                            Files.readString(folder.resolve("n2-dual-band.yaml")),
                            name -> Files.readAllBytes(folder.resolve(name)),
                            UnitBinder.reader(),
                            UnaryOperator.identity())
                    .readBy(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
