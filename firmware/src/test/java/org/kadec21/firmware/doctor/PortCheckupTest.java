package org.kadec21.firmware.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.PortInspection.Holder;
import org.kadec21.hal.PortInspection.Holding;
import org.kadec21.hal.PortInspection.Rights;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// What a checkup says of serial ports, and which of them it leaves alone.
final class PortCheckupTest {

    private static final String OTHER = "/dev/ttyUSB1";
    private static final String SENTENCE =
            "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n";

    private final Bedside bedside = new Bedside("2013-02-01T00:00:00Z");
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @AfterEach
    void end() {
        bedside.close();
    }

    @Test
    void withoutANamedPortTheyAreListedAndNoneIsOpened() {
        listenAt(Bedside.PORT);
        bedside.ports = List.of();

        List<Checkup.Finding> findings = bedside.examine();

        assertThat(findings).extracting(Checkup.Finding::check).startsWith("ports", "port");
        assertThat(bedside.result("port")).isInstanceOf(Result.NotChecked.class);
        assertThat(bedside.report().blame()).isEmpty();
        assertThat(written.size()).isZero();
    }

    @Test
    void aPortThatIsNotThereIsNamedWithThoseThatAre() {
        listenAt(OTHER);

        bedside.examine();

        assertThat(bedside.result("port"))
                .isEqualTo(
                        new Result.Failure(
                                Blame.OUT_OF_REACH,
                                "there is no serial port " + Bedside.PORT,
                                "name one of " + OTHER));
    }

    @Test
    void ofSeveralNamedPortsTheMissingOneIsTold() {
        bedside.ports = List.of(Bedside.PORT, "/dev/ttyUSB7");
        bedside.buildIn();

        bedside.examine();

        assertThat(bedside.result("port"))
                .isEqualTo(
                        new Result.Warning(
                                Bedside.PORT,
                                "/dev/ttyUSB7 is not there: check its name and its cable",
                                Facts.NONE
                                        .and("asked", List.of(Bedside.PORT))
                                        .and("missing", List.of("/dev/ttyUSB7"))));
        assertThat(bedside.result("module")).isInstanceOf(Result.Ok.class);
    }

    @Test
    void aSilentPortIsTriedAtEverySpeedAndThenGivenUp() {
        listenAt(Bedside.PORT);
        bedside.speeds = List.of(115_200, 9600);

        bedside.examine();

        assertThat(bedside.result("module"))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failure -> {
                            assertThat(failure.words())
                                    .contains("nothing answers")
                                    .contains("115200, 9600 bit/s");
                            assertThat(failure.next()).contains("power");
                        });
        assertThat(written.toString(StandardCharsets.US_ASCII)).isEqualTo("AT\rAT\rAT\rAT\r");
    }

    @Test
    void aReceiverOfPositionsIsNeverWrittenTo() {
        ByteLink device = listenAt(Bedside.PORT);
        say(device, SENTENCE);

        bedside.examine();

        assertThat(bedside.result("module"))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failure -> assertThat(failure.words()).contains("$GPGGA"));
        assertThat(written.size()).isZero();
    }

    @Test
    void ofSeveralPortsTheModulesIsFound() {
        say(listenAt(OTHER), SENTENCE);
        bedside.ports = List.of(OTHER, Bedside.PORT);
        bedside.buildIn();

        bedside.examine();

        assertThat(bedside.result("module"))
                .isInstanceOfSatisfying(
                        Result.Ok.class,
                        ok -> assertThat(ok.facts().values()).containsEntry("port", Bedside.PORT));
        assertThat(written.size()).isZero();
    }

    @Test
    void aPortThatIsHeldIsNotTouchedAndItsHolderIsNamed() {
        listenAt(Bedside.PORT);
        bedside.holding = new Holding.HeldBy(List.of(new Holder(812, "ModemManager", "open file")));

        bedside.examine();

        assertThat(bedside.result("holder"))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failure -> {
                            assertThat(failure.blame()).isEqualTo(Blame.OUT_OF_REACH);
                            assertThat(failure.words()).contains("ModemManager (process 812");
                            assertThat(failure.next()).contains("systemctl stop ModemManager");
                        });
        assertThat(bedside.result("module")).isInstanceOf(Result.NotChecked.class);
        assertThat(written.size()).isZero();
    }

    @Test
    void aStaleLockFileIsAWarningAndNoHindrance() {
        bedside.holding = new Holding.StaleLock("/run/lock/LCK..ttyUSB2", 4711);
        bedside.buildIn();

        bedside.examine();

        assertThat(bedside.result("holder"))
                .isInstanceOfSatisfying(
                        Result.Warning.class,
                        warning ->
                                assertThat(warning.next())
                                        .isEqualTo("remove it: sudo rm /run/lock/LCK..ttyUSB2"));
        assertThat(bedside.result("module")).isInstanceOf(Result.Ok.class);
    }

    @Test
    void whereNobodyCanTellTheHolderTheCheckupGoesOn() {
        bedside.holding = new Holding.Untold("this system does not say");
        bedside.rights = new Rights.Untold("this system does not say");
        bedside.buildIn();

        bedside.examine();

        assertThat(bedside.result("holder"))
                .isEqualTo(new Result.NotChecked("cannot tell: this system does not say"));
        assertThat(bedside.result("rights")).isInstanceOf(Result.NotChecked.class);
        assertThat(bedside.result("module")).isInstanceOf(Result.Ok.class);
    }

    @Test
    void missingRightsEndTheCheckupWithTheirCure() {
        listenAt(Bedside.PORT);
        bedside.rights = new Rights.Missing("no right", "sudo usermod -aG dialout anna");

        bedside.examine();

        assertThat(bedside.result("rights"))
                .isEqualTo(
                        new Result.Failure(
                                Blame.CONFIGURATION, "no right", "sudo usermod -aG dialout anna"));
        assertThat(bedside.result("module")).isInstanceOf(Result.NotChecked.class);
        assertThat(written.size()).isZero();
    }

    /// A device that says nothing and keeps what it is told.
    private ByteLink listenAt(String name) {
        ByteLink device = bedside.plugIn(name).module();
        bedside.world
                .tasks("device")
                .start(
                        "listen " + name,
                        () -> {
                            byte[] buffer = new byte[64];
                            try {
                                for (int n = 0; n >= 0; ) {
                                    n = device.read(buffer, 0, 64, Deadline.never());
                                    written.write(buffer, 0, Math.max(0, n));
                                }
                            } catch (LinkException gone) {
                                throw new IllegalStateException(gone);
                            }
                        });
        return device;
    }

    private void say(ByteLink device, String sentence) {
        bedside.world
                .tasks("device")
                .start(
                        "say",
                        () -> {
                            try {
                                while (true) {
                                    device.write(
                                            sentence.getBytes(StandardCharsets.US_ASCII),
                                            Deadline.never());
                                    bedside.world
                                            .tasks("device")
                                            .sleepUntil(
                                                    bedside.world
                                                            .time()
                                                            .after(Duration.ofSeconds(1)));
                                }
                            } catch (LinkException gone) {
                                throw new IllegalStateException(gone);
                            }
                        });
    }
}
