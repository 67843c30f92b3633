package org.kadec21.firmware.instruction;

import org.kadec21.firmware.boot.Images;
import org.kadec21.firmware.comms.OnlineWork;
import org.kadec21.firmware.comms.WindowResult;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.firmware.config.UnitBinder;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.mail.MailRendering;
import org.kadec21.firmware.mail.ReportPost;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.outbox.Entry;
import org.kadec21.firmware.outbox.MailClass;
import org.kadec21.firmware.outbox.Storage;
import org.kadec21.firmware.settings.SettingsStore;
import org.kadec21.firmware.settings.UnitDocument;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.firmware.transfer.PartialImage;
import org.kadec21.firmware.transfer.TransferDesk;
import org.kadec21.firmware.update.BootEvent;
import org.kadec21.firmware.update.BootLoader;
import org.kadec21.firmware.update.SlotImage;
import org.kadec21.firmware.update.SlotTable;
import org.kadec21.firmware.update.Slots;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Secret;
import org.kadec21.modem.Attachment;
import org.kadec21.modem.LinkSocketFactory;
import org.kadec21.simulation.board.SimulatedBoard;
import org.kadec21.simulation.flash.SimulatedFlash;
import org.kadec21.simulation.net.VirtualInternet;
import org.kadec21.simulation.provider.PortPlan;
import org.kadec21.simulation.provider.Provider;
import org.kadec21.simulation.provider.ProviderServer;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.mailbox.Mailboxes;
import org.kadec21.simulation.provider.policy.ProviderPolicy;
import org.kadec21.simulation.provider.policy.Rules;
import org.kadec21.simulation.provider.policy.Service;
import org.kadec21.simulation.provider.policy.ServiceRules;
import org.kadec21.simulation.provider.policy.TlsOffer;
import org.kadec21.simulation.time.PowerDomain;
import org.kadec21.simulation.time.World;
import org.kadec21.submission.MailResult;
import org.kadec21.submission.MailResult.RecipientResult;
import org.kadec21.submission.Outcome;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.Outcome.Stage;
import org.kadec21.submission.ServerReply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The desk of a unit with its flash and its mailbox, and without everything else: windows are told
/// to it. The mailbox is at a simulated provider, in clear text.
final class DeskLab implements AutoCloseable {

    static final Instant START = Instant.parse("2013-01-02T00:00:00Z");
    static final String HOST = "mail.provider.test";
    static final int OTHER_POP3 = 2110;
    static final String BOX = "n2-test@provider.test";
    static final Deferred SILENT =
            new Deferred(Scope.HOST, Stage.CONNECT, "nobody answers", Optional.empty());
    static final Deferred REFUSED =
            new Deferred(
                    Scope.ACCOUNT,
                    Stage.AUTH,
                    "wrong password",
                    Optional.of(new ServerReply(535, Optional.empty(), "no")));

    private static final Duration DAY = Duration.ofHours(25);
    private static final StorageLimits LIMITS = StorageLimits.standard();

    final List<String> journal = new ArrayList<>();
    final List<String> troubles = new ArrayList<>();
    final SimulatedFlash flash;
    final Mailboxes mailboxes = new Mailboxes();
    final World world;
    private final List<String> said = new ArrayList<>();
    int restarts;
    int imageRestarts;
    int cuts;
    int supplyMillivolts = 12_000;
    private boolean hasSlots;
    private Optional<BootLoader> loader = Optional.empty();
    private final VirtualInternet internet;
    private PowerDomain power;
    private Optional<Life> life = Optional.empty();

    /// One life of the unit, from boot to boot.
    record Life(
            OnlineWork desk,
            UnitConfig config,
            Storage storage,
            SettingsStore settings,
            Optional<TransferDesk> images) {}

    DeskLab() {
        world = new World(1, START, journal::add);
        internet = new VirtualInternet(world.tasks("internet"), world.time());
        flash = new SimulatedFlash(4 << 20, world.randomness("flash").generator());
        power = world.powerDomain("unit");
        flash.whenCut(() -> {
            cuts++;
            power.cut("flash");
        });
        try {
            ProviderServer server =
                    new ProviderServer(
                            world.tasks(HOST),
                            world.time(),
                            world.journal(HOST),
                            Provider.of(ProviderPolicy.always(HOST, rules()), accounts())
                                    .with(mailboxes));
            server.serve(internet, PortPlan.none(HOST).with(Service.POP3, 110));
            server.serve(internet, PortPlan.none(HOST).with(Service.POP3, OTHER_POP3));
        } catch (LinkException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The unit has a slot table from now on, and what it runs is the image that is given.
    DeskLab onImage(byte[] image) {
        Slots slots = SignedImages.board(flash);
        SignedImages.install(slots, image);
        hasSlots = true;
        return this;
    }

    /// What starts next, and whether it has proved itself.
    SlotImage starting() {
        SlotTable table = Slots.read(flash, SignedImages.BOARD.kind()).orElseThrow();
        return table.in(table.start().orElseThrow()).orElseThrow();
    }

    /// What has arrived of an image.
    PartialImage partial() {
        return life().images().orElseThrow().partial();
    }

    /// A mail arrives.
    void arrives(byte[] mail) {
        mailboxes.store(BOX, world.time().now(), mail);
    }

    /// Gives the unit power, again if it has some already.
    DeskLab boot() {
        life = Optional.empty();
        power.cut("test");
        world.runFor(Duration.ofSeconds(1));
        if (!flash.isPowered()) {
            flash.powerOn();
        }
        power = world.powerDomain("unit");
        power.tasks().start("boot", () -> life = Optional.of(born()));
        world.runFor(Duration.ofSeconds(1));
        return this;
    }

    /// A day passes, and then a window that went well: everything that waited was taken.
    void window() {
        window(DAY);
    }

    /// As [#window()], after another while.
    void window(Duration later) {
        window(later, Optional.empty(), this::deliver);
    }

    /// A day passes, and then a window in which the server failed.
    void window(Deferred failure) {
        window(DAY, Optional.of(failure), storage -> {});
    }

    /// Of those that came up in the window: what waited before it has gone.
    private static boolean isAlarmWaiting(Storage storage) {
        return storage.outbox().open().stream()
                .anyMatch(entry -> entry.mailClass() == MailClass.ALARM);
    }

    private void window(Duration later, Optional<Deferred> failure, Consumer<Storage> mails) {
        world.runFor(later);
        power.tasks()
                .start(
                        "comms",
                        () -> {
                            Life now = life.orElseThrow();
                            mails.accept(now.storage());
                            now.desk()
                                    .whileOnline(
                                            new LinkSocketFactory(
                                                    (host, port, deadline) ->
                                                            new Overheard(
                                                                    internet.connect(
                                                                            host, port, deadline),
                                                                    said),
                                                    world.time(),
                                                    Duration.ofMinutes(1)),
                                            failure,
                                            () -> isAlarmWaiting(now.storage()));
                            int before = restarts + imageRestarts;
                            now.desk().windowEnded(result(failure));
                            if (restarts + imageRestarts == before) {
                                loader.ifPresent(
                                        it -> it.callEnded(true, true, submission(failure)));
                            }
                        });
        world.runFor(Duration.ofMinutes(5));
    }

    /// A day passes, and then a call that found no packet service.
    void noBearer(Attachment.Cause cause) {
        world.runFor(DAY);
        power.tasks()
                .start(
                        "comms",
                        () ->
                                life.orElseThrow()
                                        .desk()
                                        .windowEnded(
                                                new WindowResult.Failed(
                                                        0,
                                                        Scope.HOST,
                                                        Optional.of(cause),
                                                        Optional.empty(),
                                                        "offline")));
        world.runFor(Duration.ofMinutes(5));
    }

    /// Whether the unit has power and is up.
    boolean isAlive() {
        return life.isPresent() && flash.isPowered();
    }

    Life life() {
        return life.orElseThrow();
    }

    /// The first server of the configuration that is in force.
    String server() {
        return life().config().servers().getFirst().host();
    }

    /// Ids of the reports that wait or went, without the unit's id and the domain.
    List<String> reports() {
        List<String> ids = new ArrayList<>();
        life().storage().outbox().sent().forEach(sent -> ids.add(sent.id()));
        life().storage().outbox().open().forEach(entry -> ids.add(entry.id()));
        return ids.stream().map(id -> id.replaceAll("^n2-test\\.|@.*", "")).toList();
    }

    /// How often the mailbox's server was asked so.
    long asked(String verb) {
        return said.stream().filter(line -> line.startsWith(verb)).count();
    }

    int mailsInBox() {
        return mailboxes.mails(BOX).size();
    }

    int sequence() {
        return new Ledger(
                        life().storage().state(),
                        life().config().instructions().orElseThrow().leastSequence())
                .sequence();
    }

    /// Everything that is on flash and was told, as text.
    String everything() {
        StringBuilder all = new StringBuilder();
        journal.forEach(all::append);
        troubles.forEach(all::append);
        flash.snapshot().entrySet().stream()
                .filter(file -> !file.getKey().startsWith(SettingsStore.BASE))
                .forEach(file ->
                        all.append(new String(file.getValue(), StandardCharsets.ISO_8859_1)));
        return all.toString();
    }

    @Override
    public void close() {
        world.close();
    }

    private static BootEvent.Submission submission(Optional<Deferred> failure) {
        return failure.isEmpty()
                ? BootEvent.Submission.WENT
                : BootEvent.Submission.FAILED_ON_PROVEN_NETWORK;
    }

    /// Whether the boot loader wants another image to start.
    boolean isRestartWanted() {
        return loader.filter(BootLoader::isRestartWanted).isPresent();
    }

    private Life born() {
        SimulatedBoard board =
                new SimulatedBoard(
                        world.time(),
                        power.tasks(),
                        world.randomness("unit"),
                        world.journal("unit"),
                        flash,
                        null,
                        null,
                        null,
                        () -> supplyMillivolts);
        List<BootLoader> loaders =
                hasSlots ? Images.powerOn(board, document().asDelivered()).loaders() : List.of();
        loader = loaders.stream().findFirst();
        Optional<TransferDesk> images =
                loader.map(it ->
                        new TransferDesk(
                                board,
                                TransferDesk.open(board, loaders),
                                () ->
                                        new TransferDesk.Wariness(
                                                Optional.of(SignedImages.keys()),
                                                TransferDesk.STANDARD_LOWEST_MILLIVOLTS),
                                Optional.of(() -> imageRestarts++)));
        Storage storage = Storage.open(flash, board.journal(), LIMITS);
        SettingsStore store = SettingsStore.open(flash, board.journal());
        UnitDocument document = document();
        UnitConfig config =
                document.read(store.state().active()) instanceof UnitDocument.Reading.Valid valid
                        ? valid.config()
                        : document.asDelivered();
        ReportPost post =
                new ReportPost(
                        config,
                        new MailRendering(config, board.randomness())::alarm,
                        storage.outbox(),
                        board.time());
        OnlineWork desk =
                InstructionDesk.open(
                        config,
                        new StoredUnitSettings(store, document, () -> restarts++),
                        storage.state(),
                        post,
                        images,
                        board,
                        new Notices() {
                            @Override
                            public void trouble(String line) {
                                troubles.add(line);
                            }
                        });
        return new Life(desk, config, storage, store, images);
    }

    private void deliver(Storage storage) {
        for (Entry entry : storage.outbox().open()) {
            storage.conclude(
                    new MailResult(
                            entry.id(),
                            entry.openRecipients().stream()
                                    .map(to ->
                                            new RecipientResult(
                                                    to,
                                                    new Outcome.Accepted(
                                                            new ServerReply(
                                                                    250, Optional.empty(), ""))))
                                    .toList()),
                    world.time().now());
        }
    }

    private static WindowResult result(Optional<Deferred> failure) {
        return failure.<WindowResult>map(deferred ->
                        new WindowResult.Failed(
                                0,
                                deferred.scope(),
                                Optional.empty(),
                                Optional.of(deferred.stage()),
                                deferred.reason()))
                .orElseGet(() -> new WindowResult.Completed(1));
    }

    private static UnitDocument document() {
        try {
            String text =
                    Files.readString(
                            Path.of(System.getProperty("kadec21.home"))
                                    .resolve("firmware/src/test/resources/unit-in-a-world.yaml"));
            NamedFiles files = name -> Files.readAllBytes(Operator.KEYS.resolve(name));
            return new UnitDocument(
                    "unit.yaml",
                    text
                            + "instructions:\n  host: "
                            + HOST
                            + "\n  user: box\n  password: lab\n  tls: off\n  poll: 11 h\n"
                            + "  signers: [control.pem]\n"
                            + "  key: watch-key.pem\n  certificate: watch.pem\n",
                    files,
                    UnitBinder.reader(),
                    config -> config);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /// A connection whose every write is noted.
    private record Overheard(ByteLink link, List<String> said) implements ByteLink {

        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline)
                throws LinkException {
            return link.read(buffer, offset, length, deadline);
        }

        @Override
        public void write(byte[] bytes, int offset, int length, Deadline deadline)
                throws LinkException {
            said.add(new String(bytes, offset, length, StandardCharsets.US_ASCII));
            link.write(bytes, offset, length, deadline);
        }

        @Override
        public void close() {
            link.close();
        }
    }

    private static Accounts accounts() {
        return new Accounts(List.of(new Account("box", Secret.of("lab"), BOX)));
    }

    private static Rules rules() {
        return Rules.generic()
                .with(Service.POP3, ServiceRules.pop3(TlsOffer.NONE))
                .withPasswordsWithoutTls(true);
    }
}
