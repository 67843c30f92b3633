package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.instruct.ImageMails;
import org.kadec21.bench.instruct.InstructionMail;
import org.kadec21.bench.instruct.InstructionMail.Closing;
import org.kadec21.bench.run.MailboxInspection;
import org.kadec21.bench.world.UnitWorld;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.boot.Unit;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.firmware.config.UnitBinder;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.instruction.Instruction;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.sensor.Pacing;
import org.kadec21.firmware.service.ServicedUnit;
import org.kadec21.firmware.settings.UnitDocument;
import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.PowerOffException;
import org.kadec21.hal.Time;
import org.kadec21.mailbox.MailboxException;
import org.kadec21.mailbox.ReceivedMail;
import org.kadec21.submission.SigningIdentity;
import org.kadec21.submission.TrustAnchors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/// A unit in its world that takes instructions, and the operator who writes them with the keys of
/// config/units/secure.
final class InstructedUnit implements AutoCloseable {

    private static final Path UNITS = Units.HOME.resolve("config/units");

    private static final Duration DARKNESS = Duration.ofMinutes(2);

    final UnitWorld world;
    final List<String> journal = new ArrayList<>();
    int boots;
    private long cutAt;
    final List<String> troubles = new ArrayList<>();
    private final Station station;
    private final String file;
    private final NamedFiles files;
    private Optional<ServicedUnit> serviced = Optional.empty();

    /// @param setup its unit has every server that the real one may come to use
    /// @param file the unit's file, as a text
    InstructedUnit(WorldSetup setup, Station station, String file) throws LinkException {
        this(setup, station, file, InstructedUnit::ofUnits, made -> {});
    }

    /// @param files what the unit's file names beside those of config/units
    /// @param maker gives the unit what it has before its first power
    InstructedUnit(
            WorldSetup setup,
            Station station,
            String file,
            NamedFiles files,
            Consumer<UnitWorld> maker)
            throws LinkException {
        this.station = station;
        this.file = file;
        this.files = files;
        world = new UnitWorld(setup.withListeners(journal::add, (at, direction, text) -> {}));
        maker.accept(world);
        powerOn();
    }

    /// Lets the world run; a unit that has lost its power gets it back.
    void runFor(Duration span) {
        Time time = world.world().time();
        Deadline end = time.after(span);
        while (!time.isOver(end)) {
            if (!world.isPowered()) {
                world.world().runFor(DARKNESS);
                powerOn();
            }
            world.runUntilPowerIsLost(Duration.ofNanos(Math.max(0, end.atNanos() - time.nanos())));
        }
    }

    private void powerOn() {
        boots++;
        try {
            serviced = Optional.of(world.powerOn(this::boot));
        } catch (PowerOffException cutWhileItRecovered) {
            serviced = Optional.empty();
        }
    }

    ServicedUnit unit() {
        return serviced.orElseThrow();
    }

    /// The first server that the unit works by.
    String server() {
        return unit().config().servers().getFirst().host();
    }

    /// The operator sends an image to the unit's mailbox, in parts, in the order that `chance`
    /// gives them.
    ///
    /// @param mostBytes of one mail
    /// @return how many mails
    int sendImage(int sequence, Instant expires, byte[] image, int mostBytes, Random chance)
            throws Exception {
        List<byte[]> mails =
                new ArrayList<>(
                        new ImageMails(writer(operator()), new Closing.Detached(), mostBytes)
                                .of(
                                        new ImageMails.Address(
                                                List.of(world.config().id()),
                                                sequence,
                                                expires,
                                                "communication"),
                                        image));
        Collections.shuffle(mails, chance);
        mails.forEach(world::instruct);
        return mails.size();
    }

    /// The operator sends an instruction to the unit's mailbox, for its eyes only.
    void instruct(Instruction instruction) throws Exception {
        world.instruct(
                writer(operator())
                        .of(instruction, new Closing.Encrypted(List.of(certificate("watch")))));
    }

    private InstructionMail writer(SigningIdentity signer) {
        return new InstructionMail(
                signer,
                world.world().randomness("operator"),
                world.world().time().now(),
                "operator@kona.co.jp",
                "n2-0005@kona.co.jp");
    }

    /// Subjects of the unit's reports in a reader's mailbox.
    List<String> reports(String address) throws MailboxException {
        return world.readMailbox(address).stream()
                .filter(mail -> mail.header("X-Kadec21-Report").isPresent())
                .map(ReceivedMail::subject)
                .toList();
    }

    Verdict verdict() throws MailboxException {
        Instant now = world.world().time().now();
        Verdict verdict = MailboxInspection.of(world, station.rows(world.config(), now)).verdict();
        assertThat(verdict.problems()).as("problems").isEmpty();
        return verdict;
    }

    @Override
    public void close() {
        world.close();
    }

    /// Has the power go at that flash operation, in whichever life of the unit it comes.
    void cutAt(long operation) {
        cutAt = operation;
        world.flash().cutAt(operation);
    }

    private ServicedUnit boot(Board board) {
        if (cutAt > world.flash().operations()) {
            world.flash().cutAt(cutAt);
        }
        Notices listener =
                new Notices() {
                    @Override
                    public void trouble(String line) {
                        troubles.add(line);
                    }
                };
        return ServicedUnit.boot(
                board,
                document(),
                (config, calling, settings) ->
                        Unit.boot(
                                world.wiring(
                                                board,
                                                config,
                                                station.sensors(config),
                                                Pacing.atRowTime(),
                                                listener)
                                        .changing(settings)),
                listener);
    }

    private UnitDocument document() {
        return new UnitDocument(
                "unit.yaml",
                file,
                files,
                UnitBinder.reader(),
                unit -> unit.withTrustAnchors(authority(world.config())));
    }

    private static byte[] ofUnits(String name) throws IOException {
        return Files.readAllBytes(UNITS.resolve(name));
    }

    private static List<X509Certificate> authority(UnitConfig config) {
        return config.servers().getFirst().tls().trustAnchors();
    }

    private static SigningIdentity operator() throws IOException, GeneralSecurityException {
        return SigningIdentity.fromPem(
                Files.readAllBytes(UNITS.resolve("secure/control-key.pem")),
                List.of(certificate("control")));
    }

    private static X509Certificate certificate(String name) throws IOException {
        return TrustAnchors.in(Files.readAllBytes(UNITS.resolve("secure/" + name + ".pem")))
                .orElseThrow()
                .getFirst();
    }
}
