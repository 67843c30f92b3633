package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kadec21.bench.submit.Attempt;
import org.kadec21.bench.submit.Consignment;
import org.kadec21.bench.submit.Delivery;
import org.kadec21.bench.world.UnitWorld;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.boot.Unit;
import org.kadec21.firmware.comms.ModuleUplinks;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.doctor.CarrierFacts;
import org.kadec21.firmware.doctor.CautiousPins;
import org.kadec21.firmware.doctor.Doctor;
import org.kadec21.firmware.doctor.Order;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.sensor.Pacing;
import org.kadec21.hal.Board;
import org.kadec21.hal.Signal;
import org.kadec21.hal.at.Trace;
import org.kadec21.modem.KnownAddresses;
import org.kadec21.modem.Uplink;
import org.kadec21.simulation.provider.tls.KeyKind;
import org.kadec21.submission.Outcome;
import org.kadec21.submission.OutgoingMail;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.Submitter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A module that stays in data mode whatever is said to it: whoever has used it says so and what to
/// try next. What has become of the mail is another matter.
class LeftInDataModeTest {

    private static final Instant START = Instant.parse("2013-01-31T05:59:00Z");
    private static final Station STATION = Station.gusty(START, Duration.ofHours(1), 4);
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final Duration BOOT = Duration.ofSeconds(20);

    private static final String WORDS =
            "expected the module to read commands behind its data call, it does not; whoever uses"
                    + " it next has to reset it: this unit does so by itself, for other programs"
                    + " switch the module off and on";

    private final UnitConfig unit =
            Units.dualBand(yaml -> yaml.replaceFirst("(?m)^module:", "module:\n  bearer: ppp"));
    private final List<String> said = new ArrayList<>();
    private UnitWorld world;

    @BeforeEach
    void build() throws Exception {
        world =
                new UnitWorld(
                        WorldSetup.standard(1, STATION.start(), unit).withKeys(KeyKind.ED25519));
        world.module().power().pressPowerKey();
        world.world().runFor(BOOT);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void isSaidBySubmitAndTheMailIsAcceptedAllTheSame() {
        List<Attempt> attempts = new ArrayList<>();

        onADeafBoard(board -> {
            SubmissionPolicy server = world.config().serverList().servers().getFirst().policy();
            Submitter submitter = new Submitter(server, board.time(), board.randomness());
            Delivery delivery = new Delivery(submitter, board.time(), board.network());
            assertThat(
                            delivery.deliver(
                                    List.of(new Consignment(mail(), Optional.empty())),
                                    Optional.of(uplink(board)),
                                    attempts::add,
                                    said::add))
                    .isEmpty();
        });

        assertThat(attempts).hasSize(1);
        assertThat(attempts.getFirst().result().recipients())
                .allSatisfy(one -> assertThat(one.outcome()).isInstanceOf(Outcome.Accepted.class));
        assertThat(said).containsExactly(WORDS);
    }

    @Test
    void isSaidByTheDoctor() {
        onADeafBoard(board ->
                new Doctor(
                                board,
                                (host, deadline) -> List.of(),
                                new CautiousPins(),
                                Trace.none(),
                                said::add)
                        .examine(order(), board.time().after(PATIENCE), finding -> {}));

        assertThat(said).containsExactly(WORDS);
    }

    @Test
    void isSaidOnceByARunningUnit() {
        world.powerOn(board ->
                Unit.boot(
                        world.wiring(
                                new DeafBoard(board),
                                world.config(),
                                STATION.sensors(unit),
                                Pacing.atRowTime(),
                                new Listener())));

        world.world().runFor(Duration.ofHours(3));

        assertThat(said).startsWith(WORDS).filteredOn(WORDS::equals).hasSize(1);
    }

    private void onADeafBoard(Consumer<Board> work) {
        Signal done = world.world().tasks("test").signal("done");
        world.powerOn(board ->
                board.tasks()
                        .start(
                                "work",
                                () -> {
                                    work.accept(new DeafBoard(board));
                                    done.raise();
                                }));
        assertThat(world.world().runUntil(done, PATIENCE)).isTrue();
    }

    private Uplink uplink(Board board) {
        return ModuleUplinks.onPort(
                board, world.config(), UnitWorld.MODULE_PORT, new CautiousPins(), Trace.none());
    }

    private Order order() {
        UnitConfig.Module module = world.config().module();
        return new Order(
                new Order.Bearer.Serial(
                        List.of(UnitWorld.MODULE_PORT), false, List.of(module.bitsPerSecond())),
                Optional.of(module),
                module.bearing(),
                Optional.empty(),
                module.apn(),
                Optional.empty(),
                KnownAddresses.NONE,
                CarrierFacts.UNKNOWN,
                false,
                Optional.empty(),
                unit.zone());
    }

    private OutgoingMail mail() {
        String content =
                "From: %s\r\nTo: %s\r\nSubject: by hand\r\n\r\nwind 18 m/s\r\n"
                        .formatted(unit.mail().from(), to());
        return new OutgoingMail(
                "mail",
                unit.mail().from(),
                List.of(to()),
                content.getBytes(StandardCharsets.US_ASCII),
                0);
    }

    private String to() {
        return unit.mail().recipients().getFirst().address();
    }

    private final class Listener implements Notices {
        @Override
        public void trouble(String line) {
            said.add(line);
        }
    }
}
