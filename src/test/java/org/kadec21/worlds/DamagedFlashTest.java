package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.ImageFile;
import org.kadec21.firmware.update.ImageVerdict;
import org.kadec21.firmware.update.Slot;
import org.kadec21.firmware.update.Slots;
import org.kadec21.hal.Flash;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.flash.SimulatedFlash;
import org.kadec21.simulation.provider.tls.KeyKind;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32C;

/// A whole unit whose flash was damaged, filled up, or written by a later layout while it had no
/// power: it boots, goes on sending, and says by mail what a person should look at.
class DamagedFlashTest {

    private static final Station SUMMER =
            Station.gusty(Instant.parse("2010-07-01T00:00:00Z"), Duration.ofHours(1), 60);
    private static final Duration HALF_A_DAY = Duration.ofHours(12);
    private static final int MAJOR_AT = 10;
    private static final int CHECKED_BYTES = 12;

    private final LabImages images = new LabImages(SUMMER.start());

    @Test
    void aDamagedSlotGivesWayToTheOtherOneAndIsTold() throws Exception {
        try (ImagedUnit unit = unit()) {
            unit.runFor(HALF_A_DAY);
            unit.visit(flash -> flip(flash, "image-communication-b.jar", 1000));
            unit.runFor(HALF_A_DAY);

            assertThat(unit.table().start()).contains(Slot.A);
            assertThat(unit.world.flash().list()).contains("quarantine-image-communication-b.jar");
            requireTold(unit, "slot b was put away", "install its image again");
        }
    }

    @Test
    void anImageThatNeedsANewerBootLoaderGivesWayToTheOtherOneAndIsTold() throws Exception {
        try (ImagedUnit unit = unit()) {
            unit.runFor(HALF_A_DAY);
            unit.visit(flash -> {
                Slots slots =
                        Slots.open(flash, (event, fields) -> {}, "communication").orElseThrow();
                byte[] file = images.image(FirmwareProfile.SUBMISSION_2, 3, 9);
                assertThat(ImageFile.read(file)).isInstanceOf(ImageVerdict.Genuine.class);
                slots.install(((ImageVerdict.Genuine) ImageFile.read(file)).file(), file);
            });
            unit.runFor(HALF_A_DAY);

            assertThat(unit.table().start()).contains(Slot.B);
            requireTold(unit, "needs 9 or newer");
        }
    }

    @Test
    void aLostSlotTableComesBackFromItsCopyAndIsTold() throws Exception {
        try (ImagedUnit unit = unit()) {
            unit.runFor(HALF_A_DAY);
            unit.visit(flash -> flip(flash, named(flash, "slots-"), MAJOR_AT));
            unit.runFor(HALF_A_DAY);

            assertThat(unit.table().start()).contains(Slot.B);
            assertThat(unit.table().isConfirmed(Slot.B)).isTrue();
            assertThat(unit.table().rollbackIndex()).isEqualTo(2);
            requireTold(unit, "its copy holds, with rollback index 2");
        }
    }

    @Test
    void aLostSlotTableWithoutACopyIsToldByTheCodeOfTheBuild() throws Exception {
        try (ImagedUnit unit = unit()) {
            unit.runFor(HALF_A_DAY);
            unit.visit(flash -> {
                flip(flash, named(flash, "slots-"), MAJOR_AT);
                flip(flash, named(flash, "spare-"), MAJOR_AT);
            });
            unit.runFor(HALF_A_DAY);

            requireTold(unit, "no longer says what the slots hold", "prepare the board");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    outbox.   | the unit's outbox could not be used
                    state.    | the unit's memory of small facts could not be used
                    settings. | the unit's settings could not be used
                    """)
    void aFileOfALaterLayoutIsPutAsideAndTold(String file, String sentence) throws Exception {
        try (ImagedUnit unit = unit()) {
            unit.runFor(HALF_A_DAY);
            unit.set("monitoring.airtime-cap", "61 s");
            unit.runFor(HALF_A_DAY);
            unit.visit(flash -> ofLaterLayout(flash, named(flash, file)));
            unit.runFor(HALF_A_DAY);

            requireTold(unit, sentence, "layout 1.x is known here, the file has layout 2.0");
            assertThat(unit.world.flash().list())
                    .anyMatch(name -> name.startsWith("quarantine-" + file));
        }
    }

    @Test
    void recordsOfALaterLayoutArePutAsideAndTold() throws Exception {
        try (ImagedUnit unit = unit()) {
            unit.runFor(HALF_A_DAY);
            unit.visit(flash -> ofLaterLayout(flash, named(flash, "records-")));
            unit.runFor(HALF_A_DAY);

            assertThat(unit.reports())
                    .anySatisfy(text ->
                            assertThat(text).contains("the unit's records could not be used"));
            assertThat(unit.serviced().unit().status().openMails()).isZero();
        }
    }

    @Test
    void whatLiesInQuarantineIsToldOnceAndNotAtEachBoot() throws Exception {
        try (ImagedUnit unit = unit()) {
            unit.runFor(HALF_A_DAY);
            unit.visit(flash -> ofLaterLayout(flash, named(flash, "state.")));
            for (int boot = 0; boot < 3; boot++) {
                unit.runFor(HALF_A_DAY);
                unit.visit(flash -> {});
            }

            assertThat(unit.reports())
                    .filteredOn(text -> text.contains("memory of small facts"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {60_000, 150_000})
    void aFlashThatIsNearlyFullIsTold(int left) throws Exception {
        try (ImagedUnit unit = unit()) {
            unit.runFor(HALF_A_DAY);
            unit.visit(flash -> fill(flash, left));
            unit.runFor(HALF_A_DAY);

            assertThat(unit.table().start()).contains(Slot.B);
            requireToldOfRoom(unit);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000})
    void aFullFlashIsToldOnceThereIsRoomAndNoAlarmIsLost(int left) throws Exception {
        try (ImagedUnit unit = unit()) {
            unit.runFor(HALF_A_DAY);
            unit.visit(flash -> fill(flash, left));
            unit.runFor(HALF_A_DAY);
            assertThat(unit.table().start()).contains(Slot.B);

            unit.world.flash().delete("ballast");
            unit.world.flash().forceDirectory();
            unit.runFor(HALF_A_DAY);
            requireToldOfRoom(unit);

            unit.visit(flash -> {});
            unit.runFor(Duration.ofDays(4));
            assertThat(unit.verdict().alarmsDelivered()).isEqualTo(8);
            assertThat(unit.verdict().recoveriesDelivered()).isEqualTo(7);
            assertThat(unit.verdict().waiting()).as("waiting").isZero();
            assertThat(unit.verdict().problems())
                    .as("only records of the hours without room")
                    .hasSize(12)
                    .allMatch(problem -> problem.startsWith("the record of 2010-07-01T"));
        }
    }

    private static void requireToldOfRoom(ImagedUnit unit) throws Exception {
        assertThat(unit.reports())
                .filteredOn(text -> text.contains("bytes free for the next alarm"))
                .hasSize(1);
    }

    private static void requireTold(ImagedUnit unit, String... words) throws Exception {
        assertThat(unit.reports()).anySatisfy(text -> assertThat(text).contains(words));
        assertThat(unit.verdict().lost()).as("lost").isZero();
        assertThat(unit.serviced().unit().status().openMails()).as("waiting").isZero();
    }

    /// Both slots hold images, the second one is confirmed.
    private ImagedUnit unit() throws Exception {
        String file = Files.readString(Units.HOME.resolve("config/units/n2-old-band.yaml"));
        ImagedUnit unit =
                new ImagedUnit(
                        WorldSetup.standard(6, SUMMER.start(), Units.oldBand(yaml -> yaml))
                                .withKeys(KeyKind.ED25519)
                                .withCarrier(CarrierPolicy.auNet(List.of())),
                        SUMMER,
                        file);
        Slots slots = LabImages.board(unit.world.flash(), FittedModule.OLD_BAND);
        images.install(slots, images.image(FirmwareProfile.SUBMISSION_2, 1));
        images.install(slots, images.image(FirmwareProfile.SUBMISSION_2, 2));
        return unit;
    }

    private static String named(Flash flash, String prefix) {
        return flash.list().stream()
                .filter(name -> name.startsWith(prefix))
                .findFirst()
                .orElseThrow();
    }

    private static void fill(SimulatedFlash flash, int left) {
        flash.create("ballast");
        flash.append("ballast", new byte[(int) flash.capacity().freeBytes() - left]);
        flash.force("ballast");
        flash.forceDirectory();
    }

    private static void flip(SimulatedFlash flash, String name, int at) {
        byte[] content = flash.read(name, 0, (int) flash.size(name));
        content[Math.min(at, content.length - 1)] ^= 1;
        replace(flash, name, content);
    }

    private static void ofLaterLayout(SimulatedFlash flash, String name) {
        byte[] content = flash.read(name, 0, (int) flash.size(name));
        content[MAJOR_AT] = 2;
        CRC32C crc = new CRC32C();
        crc.update(content, 0, CHECKED_BYTES);
        ByteBuffer.wrap(content).putInt(CHECKED_BYTES, (int) crc.getValue());
        replace(flash, name, content);
    }

    private static void replace(SimulatedFlash flash, String name, byte[] content) {
        flash.delete(name);
        flash.create(name);
        flash.append(name, content);
        flash.force(name);
        flash.forceDirectory();
    }
}
