package org.kadec21.firmware.boot;

import org.kadec21.firmware.alarm.AlarmChange;
import org.kadec21.firmware.alarm.AlarmWatch;
import org.kadec21.firmware.alarm.Observation;
import org.kadec21.firmware.comms.Communicator;
import org.kadec21.firmware.comms.FlashPinMemory;
import org.kadec21.firmware.comms.Submissions;
import org.kadec21.firmware.comms.WindowResult;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.mail.AlarmPost;
import org.kadec21.firmware.mail.CertificateDates;
import org.kadec21.firmware.mail.MailRendering;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.outbox.Storage;
import org.kadec21.firmware.record.ChannelList;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.firmware.sensor.Sampler;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A running unit: two tasks, one that samples and judges, one that communicates. Everything either
/// of them must not forget lies on flash.
///
/// ```java
/// Sensors sensors = after -> new CsvReplay("wind.csv", reader, config.channelNames(), after);
/// Unit unit = Unit.boot(Wiring.of(board, config, sensors, Pacing.atRowTime(), pins -> uplink));
/// ```
@SuppressWarnings(
        "exports") // org.kadec21.modem is exported to those who put units together, on purpose
public final class Unit {

    private final Board board;
    private final Storage storage;
    private final AlarmWatch alarms;
    private final Sampler sampler;
    private final Communicator communicator;
    private final List<ImageWatch> images;
    private int onsets;
    private int clearings;

    private Unit(Wiring wiring) {
        UnitConfig config = wiring.config();
        Notices notices = wiring.notices();
        this.board = wiring.board();
        this.storage = Storage.open(board.flash(), board.journal(), limits(config));
        AlarmPost post =
                new AlarmPost(
                        config,
                        new MailRendering(config, board.randomness())::alarm,
                        storage.outbox(),
                        board.time(),
                        notices,
                        this::alarmPosted);
        this.alarms =
                new AlarmWatch(
                        config.alarms(),
                        storage.records(),
                        storage.state(),
                        change -> post(post, change),
                        board.journal());
        this.sampler =
                new Sampler(
                        board,
                        wiring.sensors()
                                .after(
                                        storage.records()
                                                .newestRecord()
                                                .map(MeasurementRecord::observedAt)),
                        wiring.pacing(),
                        new ChannelList(config.channelNames()),
                        storage.records(),
                        this::judge,
                        notices);
        this.images =
                wiring.loaders().stream()
                        .map(loader -> new ImageWatch(loader, config, post::post, wiring.restart()))
                        .toList();
        this.communicator =
                new Communicator(
                        board,
                        config,
                        new Communicator.Holdings(storage, sampler, alarms::isSupplyLow),
                        new Communicator.Way(
                                wiring.uplinks().apply(new FlashPinMemory(storage.state())),
                                watched(wiring.submissions()),
                                result -> images.forEach(image -> image.windowEnded(result))),
                        notices,
                        wiring.callAtStart()
                                || images.stream().anyMatch(ImageWatch::isOnTrial));
    }

    /// Recovers what is on flash and starts the unit's tasks; called by a task that holds the
    /// baton. Recovery comes first, whatever happened before.
    public static Unit boot(Wiring wiring) {
        UnitConfig config = wiring.config();
        wiring.board()
                .journal()
                .event("unit.booted", "unit", config.id(), "firmware", config.firmware().version());
        config.secureMail()
                .map(secure -> CertificateDates.complaints(secure, wiring.board().time().now()))
                .ifPresent(complaints -> complaints.forEach(wiring.notices()::trouble));
        Unit unit = new Unit(wiring);
        unit.start();
        return unit;
    }

    /// Waits for the end of the first communication window; called by a task.
    public Optional<WindowResult> awaitFirstWindow(Deadline deadline) {
        return communicator.awaitResult(deadline);
    }

    /// What the unit is doing now.
    public UnitStatus status() {
        return new UnitStatus(
                storage.records().newestRecord().map(MeasurementRecord::number).orElse(0L),
                storage.records().acknowledgedUpTo(),
                storage.records().lost(),
                storage.outbox().open().size(),
                onsets,
                clearings,
                alarms.raised(),
                sampler.hasEnded(),
                communicator.status());
    }

    private void start() {
        alarms.catchUp();
        images.forEach(ImageWatch::tell);
        board.tasks().start("sampler", sampler::run);
        board.tasks().start("comms", communicator::run);
        images.forEach(image ->
                board.tasks().start("image", () -> image.run(board.tasks(), board.time())));
    }

    private Submissions watched(Submissions submissions) {
        Submissions all = submissions;
        for (ImageWatch image : images) {
            all = image.watching(all);
        }
        return all;
    }

    private void judge(MeasurementRecord row) {
        alarms.judge(new Observation(row, OptionalInt.of(board.supply().millivolts())));
    }

    private boolean post(AlarmPost post, AlarmChange change) {
        boolean posted = post.post(change);
        if (posted) {
            switch (change.kind()) {
                case ONSET -> onsets++;
                case CLEARED -> clearings++;
            }
        }
        return posted;
    }

    private void alarmPosted() {
        communicator.alarmPosted();
    }

    private static StorageLimits limits(UnitConfig config) {
        StorageLimits standard = StorageLimits.standard();
        return new StorageLimits(
                config.ringRecords(),
                standard.rowsPerSegment(),
                standard.alarmReserveBytes(),
                standard.housekeepingBytes(),
                standard.openMails(),
                standard.mailBytes(),
                standard.refusedMails(),
                standard.sentMails());
    }
}
