package org.kadec21.firmware.boot;

import org.kadec21.firmware.alarm.AlarmChange;
import org.kadec21.firmware.alarm.AlarmWatch;
import org.kadec21.firmware.alarm.Observation;
import org.kadec21.firmware.comms.Communicator;
import org.kadec21.firmware.comms.FlashPinMemory;
import org.kadec21.firmware.comms.OnlineWork;
import org.kadec21.firmware.comms.Submissions;
import org.kadec21.firmware.comms.WindowResult;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.instruction.InstructionDesk;
import org.kadec21.firmware.instruction.UnitSettings;
import org.kadec21.firmware.mail.AlarmPost;
import org.kadec21.firmware.mail.CertificateDates;
import org.kadec21.firmware.mail.MailRendering;
import org.kadec21.firmware.mail.ReportPost;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.outbox.MailClass;
import org.kadec21.firmware.outbox.Storage;
import org.kadec21.firmware.record.ChannelList;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.firmware.sensor.Sampler;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Tasks;
import org.kadec21.modem.PinMemory;
import org.kadec21.submission.SubmissionPolicy;

import java.time.Duration;
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
    private final Optional<Heartbeat> heartbeat;
    private final ConcernPost concerns;
    private final FlashConcerns flash;
    private final List<String> remarks;
    private final PinMemory pins;
    private Optional<Tasks.Task> sampling = Optional.empty();
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
        this.pins = new FlashPinMemory(storage.state());
        this.images =
                wiring.loaders().stream()
                        .map(loader ->
                                new ImageWatch(
                                        loader,
                                        config,
                                        board.time(),
                                        report -> report(wiring, report),
                                        wiring.restart()))
                        .toList();
        this.concerns =
                new ConcernPost(storage.state(), board.time(), report -> report(wiring, report));
        this.flash = new FlashConcerns(board.flash(), StorageLimits.standard());
        this.remarks = wiring.settings().map(UnitSettings::remarks).orElse(List.of());
        this.communicator =
                new Communicator(
                        board,
                        config,
                        new Communicator.Holdings(storage, sampler, alarms::isSupplyLow),
                        new Communicator.Way(
                                wiring.uplinks().apply(pins),
                                watched(wiring.submissions()),
                                this::windowEnded),
                        onlineWork(wiring),
                        notices,
                        wiring.callAtStart() || images.stream().anyMatch(ImageWatch::isOnTrial));
        this.heartbeat =
                board.watchdog()
                        .map(watchdog ->
                                new Heartbeat(watchdog, board.time(), communicator, sampler));
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

    /// Has the unit end its tasks, in good order: a call that is under way goes on to its end. Then
    /// another one can boot from the same flash.
    public void stop() {
        heartbeat.ifPresent(Heartbeat::leave);
        sampler.stop();
        communicator.stop();
        images.forEach(ImageWatch::end);
    }

    /// Waits until a unit that was told to stop has ended; false when `deadline` came first.
    public boolean awaitEnd(Deadline deadline) {
        return communicator.awaitEnd(deadline)
                && sampling.map(task -> task.join(deadline)).orElse(true);
    }

    /// Keeps the unit off the air and its module free for somebody else until [#resume()]; sampling
    /// goes on.
    ///
    /// @return false when a call that was under way did not end until `deadline`
    public boolean hold(Deadline deadline) {
        return communicator.hold(deadline);
    }

    /// Has the module start anew, so that its SIM asks for its PIN; only within a
    /// [#hold(Deadline)].
    public void restartModule(Deadline deadline) {
        communicator.restartModule(deadline);
    }

    /// Ends a [#hold(Deadline)].
    public void resume() {
        communicator.resume();
    }

    /// The unit's clock was set by `step`; whoever sets it tells so.
    public void clockSet(Duration step) {
        sampler.clockSet();
        communicator.clockSet(step);
    }

    /// Has the unit call its server now, and waits for the end of that call; false when it did not
    /// end until `deadline`.
    public boolean call(Deadline deadline) {
        return communicator.call(deadline);
    }

    /// What was sampled last, of all that is on flash.
    public Optional<MeasurementRecord> newestRecord() {
        return storage.records().newestRecord();
    }

    /// Whether an alarm or a recovery lies in the outbox.
    public boolean isAlarmWaiting() {
        return storage.outbox().open().stream()
                .anyMatch(entry -> entry.mailClass() == MailClass.ALARM);
    }

    /// The server that is called next, and what is demanded of it.
    public SubmissionPolicy server() {
        return communicator.server();
    }

    /// What became of PINs.
    public PinMemory pins() {
        return pins;
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

    private OnlineWork onlineWork(Wiring wiring) {
        UnitConfig config = wiring.config();
        return wiring.settings()
                .map(settings ->
                        InstructionDesk.open(
                                config,
                                settings,
                                storage.state(),
                                reports(config),
                                wiring.images(),
                                board,
                                wiring.notices()))
                .orElse(OnlineWork.NONE);
    }

    private ReportPost reports(UnitConfig config) {
        return new ReportPost(
                config,
                new MailRendering(config, board.randomness())::alarm,
                storage.outbox(),
                board.time());
    }

    private boolean report(Wiring wiring, ReportPost.Report report) {
        boolean posted = reports(wiring.config()).post(report);
        if (posted) {
            alarmPosted();
        }
        return posted;
    }

    private void start() {
        alarms.catchUp();
        images.forEach(ImageWatch::tell);
        concerns.tell(concerns());
        sampling = Optional.of(board.tasks().start("sampler", sampler::run));
        board.tasks().start("comms", communicator::run);
        images.forEach(image -> board.tasks().start("image", () -> image.run(board.tasks())));
        heartbeat.ifPresent(
                beat -> board.tasks().start("heartbeat", () -> beat.run(board.tasks())));
    }

    private void windowEnded(WindowResult result) {
        images.forEach(image -> image.windowEnded(result));
        concerns.tell(concerns());
    }

    private List<Concern> concerns() {
        return List.of(
                flash.quarantined(),
                flash.room(),
                new Concern("settings", "SETTINGS 設定", String.join("\n", remarks)));
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
        concerns.tell(List.of(flash.room()));
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
