package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.firmware.config.UnitBinder;
import org.kadec21.firmware.instruction.ImagePart;
import org.kadec21.firmware.instruction.Instruction;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.Slot;
import org.kadec21.firmware.update.SlotTable;
import org.kadec21.firmware.update.Slots;
import org.kadec21.simulation.provider.tls.KeyKind;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/// A unit in the field gets its next firmware through the mailbox at its provider, with nobody on
/// site.
class MailedImageTest {

    private static final String WATCH = "watch@provider.test";
    private static final Path UNITS = Units.HOME.resolve("config/units");
    private static final Instant EXPIRES = Instant.parse("2012-06-01T00:00:00Z");
    private static final Station STATION =
            Station.gusty(Instant.parse("2012-01-10T00:00:00Z"), Duration.ofHours(1), 240);
    private static final int PART_MAIL = 16 * 1024;
    private static final String INSTRUCTIONS =
            """

            update:
              keys: lab-keys.pem
            instructions:
              host: mail.provider.test
              user: orders-n2-0003@provider.test
              password: lab-password-of-the-mailbox
              poll: 6 h
              signers: [secure/control.pem]
            """;

    private final LabImages images = new LabImages(STATION.start());

    @Test
    void aUnitOnSubmission2GetsAnImageByMailAndConfirmsIt() throws Exception {
        try (InstructedUnit unit = unit(1)) {
            unit.runFor(Duration.ofHours(20));
            assertThat(table(unit).isConfirmed(Slot.A)).isTrue();

            int mails = unit.sendImage(8, EXPIRES, next(), PART_MAIL, new Random(1));
            unit.runFor(Duration.ofDays(3));

            assertThat(mails).isGreaterThan(12);
            assertThat(unit.reports(WATCH))
                    .contains(
                            "[n2-0003] IMAGE 8 installed 更新開始", "[n2-0003] IMAGE 8 confirmed 更新確定")
                    .anyMatch(subject -> subject.matches(".*IMAGE 8 \\d+ of \\d+ parts 受信中"));
            requireTheNextImage(unit);
            assertThat(unit.boots).isEqualTo(2);
        }
    }

    @Test
    void aHostileMailboxDoesNotKeepItAway() throws Exception {
        try (InstructedUnit unit = unit(2)) {
            unit.runFor(Duration.ofHours(20));

            for (int mail = 0; mail < 40; mail++) {
                unit.world.instruct(junk("Subject: money " + mail + "\r\n", 2_000));
            }
            for (int mail = 0; mail < 6; mail++) {
                unit.world.instruct(junk(claim(mail + "/41"), 3_000));
                unit.world.instruct(junk(claim(mail + "/41"), 200_000));
            }
            unit.sendImage(8, EXPIRES, next(), PART_MAIL, new Random(2));
            unit.sendImage(
                    8,
                    EXPIRES,
                    images.large(FirmwareProfile.SUBMISSION_2, 3, 30_000),
                    PART_MAIL,
                    new Random(3));
            unit.runFor(Duration.ofDays(4));

            assertThat(unit.reports(WATCH))
                    .contains("[n2-0003] INSTRUCTION refused 指示拒否")
                    .filteredOn(subject -> subject.contains("refused"))
                    .hasSizeLessThanOrEqualTo(16);
            assertThat(unit.journal)
                    .filteredOn(line -> line.contains("\"instruction.look-failed\""))
                    .isEmpty();
            assertThat(unit.verdict().lost()).isZero();
            assertThat(table(unit).start()).contains(Slot.B);
            assertThat(table(unit).isConfirmed(Slot.B)).isTrue();
        }
    }

    @Test
    void powerCutsOnTheWayCostNothingButTime() throws Exception {
        cuts(2, 3);
    }

    @Test
    @Tag("full")
    void manyPowerCutsOnTheWayCostNothingButTime() throws Exception {
        cuts(12, 4);
    }

    private void cuts(int samples, long seed) throws Exception {
        Random random = new Random(seed);
        long begin;
        long end;
        try (InstructedUnit unit = unit(3)) {
            unit.runFor(Duration.ofHours(20));
            begin = unit.world.flash().operations();
            life(unit);
            end = unit.world.flash().operations();
        }
        for (int sample = 0; sample < samples; sample++) {
            long at = begin + 1 + random.nextLong(end - begin);
            try (InstructedUnit unit = unit(3)) {
                unit.runFor(Duration.ofHours(20));
                unit.cutAt(at);
                life(unit);
                assertThat(unit.journal.stream().filter(line -> line.contains("power.cut")))
                        .as("cut")
                        .anyMatch(line -> line.contains("cut at flash operation"));
            } catch (AssertionError e) {
                throw new AssertionError("cut at flash operation " + at, e);
            }
        }
    }

    private void life(InstructedUnit unit) throws Exception {
        byte[] image = images.large(FirmwareProfile.SUBMISSION_2, 2, 60_000);
        unit.sendImage(8, EXPIRES, image, PART_MAIL, new Random(5));
        unit.runFor(Duration.ofDays(3));
        requireTheNextImage(unit);
    }

    private void requireTheNextImage(InstructedUnit unit) throws Exception {
        SlotTable table = table(unit);
        assertThat(table.start()).contains(Slot.B);
        assertThat(table.isConfirmed(Slot.B)).isTrue();
        assertThat(table.rollbackIndex()).isEqualTo(2);
        assertThat(unit.world.flash().list()).noneMatch(name -> name.startsWith("transfer"));
        assertThat(unit.verdict().lost()).isZero();
        assertThat(unit.verdict().duplicatesUnmarked()).isZero();
    }

    private byte[] next() {
        return images.large(FirmwareProfile.SUBMISSION_2, 2, 170_000);
    }

    private static String claim(String part) {
        return Instruction.FIELD + ": n2-0003\r\n" + ImagePart.FIELD + ": " + part + "\r\n";
    }

    private static byte[] junk(String fields, int bytes) {
        return (fields + "\r\n" + ("x".repeat(70) + "\r\n").repeat(bytes / 72))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static SlotTable table(InstructedUnit unit) {
        return Slots.read(unit.world.flash(), "communication").orElseThrow();
    }

    private InstructedUnit unit(long seed) throws Exception {
        String file = Files.readString(UNITS.resolve("n2-old-band.yaml")) + INSTRUCTIONS;
        NamedFiles files =
                name ->
                        name.equals("lab-keys.pem")
                                ? images.keyList().getBytes(StandardCharsets.US_ASCII)
                                : Files.readAllBytes(UNITS.resolve(name));
        return new InstructedUnit(
                WorldSetup.standard(
                                seed,
                                STATION.start(),
                                UnitBinder.reader().read("unit.yaml", file, files))
                        .withKeys(KeyKind.ED25519),
                STATION,
                file,
                files,
                world -> {
                    world.obeyImages(
                            booted -> UnitBinder.reader(booted).read("unit.yaml", file, files));
                    images.install(
                            LabImages.board(world.flash(), FittedModule.OLD_BAND),
                            images.image(FirmwareProfile.SUBMISSION_2, 1));
                });
    }
}
