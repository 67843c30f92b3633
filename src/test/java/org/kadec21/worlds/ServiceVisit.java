package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.run.MailboxInspection;
import org.kadec21.bench.service.Conversation;
import org.kadec21.bench.service.Heard;
import org.kadec21.bench.world.UnitWorld;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.boot.Unit;
import org.kadec21.firmware.boot.Wiring;
import org.kadec21.firmware.config.UnitBinder;
import org.kadec21.firmware.doctor.CarrierFacts;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.sensor.Pacing;
import org.kadec21.firmware.service.ServiceConsole;
import org.kadec21.firmware.service.ServiceLog;
import org.kadec21.firmware.service.ServicedUnit;
import org.kadec21.firmware.settings.UnitDocument;
import org.kadec21.hal.Board;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Time;
import org.kadec21.mailbox.MailboxException;
import org.kadec21.simulation.link.LineShape;
import org.kadec21.simulation.link.LinkPair;
import org.kadec21.simulation.provider.tls.KeyKind;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// A unit in its world, with a person at its service port now and then.
final class ServiceVisit implements AutoCloseable {

    /// The password of the default unit's service port.
    static final String PASSWORD = "lab-service-n2-0001";

    private static final Duration VISIT_LIMIT = Duration.ofHours(2);
    private static final Duration PATIENCE = Duration.ofDays(2);
    private static final Duration STRIDE = Duration.ofMinutes(30);

    final UnitWorld world;
    final List<String> troubles = new ArrayList<>();

    /// What the journal says of settings.
    final List<String> journal = new ArrayList<>();

    private final Station station;
    private final Pacing pacing;
    private final String file;
    private final String password;
    private Optional<ServicedUnit> serviced = Optional.empty();
    private Duration betweenKeys = Duration.ZERO;
    private Deadline nextKey = Deadline.never();
    private Optional<ServiceLog> log = Optional.empty();
    private Optional<ByteLink> person = Optional.empty();

    /// @param file the unit's file, as a text
    ServiceVisit(WorldSetup setup, Station station, String file, String password)
            throws LinkException {
        this(setup, station, Pacing.atRowTime(), file, password);
    }

    /// @param pacing when the station's rows are sampled
    ServiceVisit(WorldSetup setup, Station station, Pacing pacing, String file, String password)
            throws LinkException {
        this.station = station;
        this.pacing = pacing;
        this.file = file;
        this.password = password;
        world = new UnitWorld(setup.withListeners(this::note, (at, direction, text) -> {}));
    }

    /// To the default unit, at this station.
    static ServiceVisit at(Station station) throws Exception {
        return at(station, Pacing.atRowTime());
    }

    /// @param pacing when the station's rows are sampled
    static ServiceVisit at(Station station, Pacing pacing) throws Exception {
        return new ServiceVisit(
                WorldSetup.standard(5, station.start(), Units.dualBand()).withKeys(KeyKind.ED25519),
                station,
                pacing,
                defaultFile(),
                PASSWORD);
    }

    /// The default unit's file.
    static String defaultFile() throws Exception {
        return Files.readString(Units.HOME.resolve("config/units/n2-dual-band.yaml"));
    }

    void powerOn() {
        LinkPair line =
                new LinkPair(
                        "service port",
                        LineShape.serial(115_200),
                        LineShape.serial(115_200),
                        world.world().tasks("service line"),
                        world.world().time());
        person = Optional.of(line.b());
        serviced = Optional.of(world.powerOn(board -> boot(board, line.a())));
    }

    void runFor(Duration span) {
        world.world().runFor(span);
    }

    /// What is typed while an order is under way is typed so slowly.
    void typesEvery(Duration span) {
        betweenKeys = span;
    }

    /// The unit's log, as it is read at the port.
    ServiceLog log() {
        return log.orElseThrow();
    }

    ServicedUnit unit() {
        return serviced.orElseThrow();
    }

    /// Logs in and gives orders, each followed by all that was said about it. What is typed while
    /// an order is under way stands behind it as `> `.
    List<String> visit(String... words) {
        return visit(true, words);
    }

    /// The same by somebody who does not know the password.
    List<String> knock(String... words) {
        return visit(false, words);
    }

    private List<String> visit(boolean knowsPassword, String... words) {
        List<String> heard = new ArrayList<>();
        Signal over = world.world().tasks("person").signal("visit over");
        world.world()
                .tasks("person")
                .start(
                        "visit",
                        () -> {
                            try {
                                talk(heard, knowsPassword, words);
                            } catch (LinkException dead) {
                                heard.add("dead: " + dead.getMessage());
                            }
                            over.raise();
                        });
        assertThat(world.world().runUntil(over, VISIT_LIMIT)).as("%s", heard).isTrue();
        return heard;
    }

    /// Everything has arrived, once.
    Verdict requireAllDelivered() throws MailboxException {
        for (Duration waited = Duration.ZERO;
                !unit().unit().status().isSettled() && waited.compareTo(PATIENCE) < 0;
                waited = waited.plus(STRIDE)) {
            runFor(STRIDE);
        }
        Verdict verdict =
                MailboxInspection.of(
                                world, station.rows(world.config(), world.world().time().now()))
                        .verdict();
        assertThat(verdict.lost()).as("lost").isZero();
        assertThat(verdict.waiting()).as("waiting").isZero();
        assertThat(verdict.duplicates()).as("duplicates").isZero();
        return verdict;
    }

    @Override
    public void close() {
        world.close();
    }

    private ServicedUnit boot(Board board, ByteLink port) {
        UnitDocument document =
                new UnitDocument(
                        "unit.yaml",
                        file,
                        name ->
                                Files.readAllBytes(
                                        Units.HOME.resolve("config/units").resolve(name)),
                        UnitBinder.reader(),
                        unit ->
                                unit.withTrustAnchors(
                                        world.config().servers().getFirst().tls().trustAnchors()));
        Notices listener =
                new Notices() {
                    @Override
                    public void trouble(String line) {
                        troubles.add(line);
                    }
                };
        ServicedUnit booted =
                ServicedUnit.boot(
                        board,
                        document,
                        (config, calling, settings) -> {
                            Wiring wiring =
                                    world.wiring(
                                            board,
                                            config,
                                            station.sensors(config),
                                            pacing,
                                            listener);
                            return Unit.boot(calling ? wiring.callingAtStart() : wiring);
                        },
                        listener);
        log = Optional.of(new ServiceLog(board.journal(), board.time()));
        new ServiceConsole(
                        booted,
                        log(),
                        Optional.of(UnitWorld.MODULE_PORT),
                        (host, deadline) -> List.of(),
                        CarrierFacts.UNKNOWN)
                .serve(() -> port, List.of());
        return booted;
    }

    private void talk(List<String> heard, boolean knowsPassword, String... words)
            throws LinkException {
        Conversation unit = new Conversation(person.orElseThrow(), world.world().time());
        Deque<String> left = new ArrayDeque<>(List.of(words));
        if (unit.greet().needsLogin() && knowsPassword) {
            left.addFirst("login " + password);
        }
        while (!left.isEmpty()) {
            Heard.Answer answer =
                    unit.order(
                            left.removeFirst(), said -> heard.add(shown(said)), () -> typed(left));
            nextKey = Deadline.never();
            heard.add((end(answer) + answer.words()).strip());
            while (!left.isEmpty() && left.getFirst().startsWith("> ")) {
                left.removeFirst(); // nobody listens to it any more
            }
        }
    }

    private void note(String line) {
        if (line.contains("\"settings.")) {
            journal.add(line);
        }
    }

    private static String end(Heard.Answer answer) {
        return answer.code() == 0 ? "ok " : "error " + answer.code() + " ";
    }

    private Optional<String> typed(Deque<String> left) {
        Time time = world.world().time();
        if (nextKey.isNever()) {
            nextKey = time.after(betweenKeys);
        }
        if (!time.isOver(nextKey)) {
            return Optional.empty();
        }
        nextKey = time.after(betweenKeys);
        return !left.isEmpty() && left.getFirst().startsWith("> ")
                ? Optional.of(left.removeFirst().substring(2) + "\r")
                : Optional.empty();
    }

    private static String shown(Heard heard) {
        return switch (heard) {
            case Heard.Output(String text) -> text;
            case Heard.News(String text) -> "* " + text;
            case Heard.Noise(String text) -> "? " + text;
            case Heard.Greeting greeting -> "";
            case Heard.Answer answer -> "";
        };
    }
}
