package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.instruct.InstructionMail;
import org.kadec21.bench.instruct.InstructionMail.Closing;
import org.kadec21.bench.run.MailboxInspection;
import org.kadec21.bench.world.UnitWorld;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.boot.Unit;
import org.kadec21.firmware.config.UnitBinder;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.instruction.Instruction;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.sensor.Pacing;
import org.kadec21.firmware.service.ServicedUnit;
import org.kadec21.firmware.settings.UnitDocument;
import org.kadec21.hal.Board;
import org.kadec21.hal.LinkException;
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
import java.util.List;
import java.util.Optional;

/// A unit in its world that takes instructions, and the operator who writes them with the keys of
/// config/units/secure.
final class InstructedUnit implements AutoCloseable {

    private static final Path UNITS = Units.HOME.resolve("config/units");

    final UnitWorld world;
    final List<String> troubles = new ArrayList<>();
    private final Station station;
    private final String file;
    private Optional<ServicedUnit> serviced = Optional.empty();

    /// @param setup its unit has every server that the real one may come to use
    /// @param file the unit's file, as a text
    InstructedUnit(WorldSetup setup, Station station, String file) throws LinkException {
        this.station = station;
        this.file = file;
        world = new UnitWorld(setup.withListeners(line -> {}, (at, direction, text) -> {}));
        serviced = Optional.of(world.powerOn(this::boot));
    }

    void runFor(Duration span) {
        world.world().runFor(span);
    }

    ServicedUnit unit() {
        return serviced.orElseThrow();
    }

    /// The first server that the unit works by.
    String server() {
        return unit().config().servers().getFirst().host();
    }

    /// The operator sends an instruction to the unit's mailbox, for its eyes only.
    void instruct(Instruction instruction) throws Exception {
        world.instruct(
                new InstructionMail(
                                operator(),
                                world.world().randomness("operator"),
                                world.world().time().now(),
                                "operator@kona.co.jp",
                                "n2-0005@kona.co.jp")
                        .of(instruction, new Closing.Encrypted(List.of(certificate("watch")))));
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

    private ServicedUnit boot(Board board) {
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
                name -> Files.readAllBytes(UNITS.resolve(name)),
                UnitBinder.reader(),
                unit -> unit.withTrustAnchors(authority(world.config())));
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
