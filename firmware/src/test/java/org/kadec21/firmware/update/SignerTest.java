package org.kadec21.firmware.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.firmware.config.FirmwareProfile.SUBMISSION_2;
import static org.kadec21.firmware.update.Slot.A;
import static org.kadec21.firmware.update.Slot.B;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.update.BootCore.Step;
import org.kadec21.hal.Journal;
import org.kadec21.hal.Time;
import org.kadec21.simulation.flash.SimulatedFlash;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// What the boot loader makes of images by who signed them, where the unit's file has a key list.
class SignerTest {

    private static final String KIND = "communication";
    private static final Journal UNHEARD = (event, fields) -> {};
    private static final byte[] IMAGE = GoldenImages.dualBand();

    /// After all golden images have expired.
    private static final Time LATE =
            new Time() {
                @Override
                public Instant now() {
                    return Instant.parse("2040-01-01T00:00:00Z");
                }

                @Override
                public long nanos() {
                    return 0;
                }
            };

    private final SimulatedFlash flash = new SimulatedFlash(1 << 20, new SplittableRandom(1));

    @Test
    void anImageOfTheListStartsHoweverLongAgoItExpired() {
        install(IMAGE);

        BootLoader loader = loader(Optional.of(GoldenImages.keys()));

        assertThat(loader.powerOn()).isInstanceOf(BootLoader.Choice.Image.class);
        assertThat(loader.reports()).isEmpty();
    }

    @Test
    void aStrangersImageDoesNotStartAndStaysUntilTheListKnowsItsKey() throws Exception {
        install(IMAGE);

        BootLoader loader = loader(Optional.of(KeyList.read("# nobody")));

        assertThat(loader.powerOn()).isInstanceOf(BootLoader.Choice.Base.class);
        assertThat(flash.list()).contains("image-communication-a.jar");
        assertThat(loader.reports())
                .singleElement()
                .asString()
                .contains("(expected an image signed with a key of the list, but key");
        assertThat(loader(Optional.of(GoldenImages.keys())).powerOn())
                .isInstanceOf(BootLoader.Choice.Image.class);
    }

    @Test
    void anImageInTheNameOfATrustedKeyHasToBeSignedWithIt() {
        byte[] forged = forged(IMAGE);
        install(forged);

        BootLoader loader = loader(Optional.of(GoldenImages.keys()));

        assertThat(loader.powerOn()).isInstanceOf(BootLoader.Choice.Base.class);
        assertThat(loader.reports()).anyMatch(line -> line.contains("its signature is not"));
    }

    @Test
    void aRevokedImageWithoutAnotherOneGoesOnAndIsReported() {
        install(IMAGE);
        String id = keyId();

        BootLoader loader =
                loader(Optional.of(GoldenImages.keys("revoked " + id + " laptop stolen")));

        assertThat(loader.powerOn()).isInstanceOf(BootLoader.Choice.Image.class);
        assertThat(loader.reports())
                .singleElement()
                .asString()
                .contains("its key " + id + " was revoked (laptop stolen)");
    }

    @Test
    void withoutAListNobodyIsAskedWhoSigned() {
        install(forged(IMAGE));

        assertThat(loader(Optional.empty()).powerOn()).isInstanceOf(BootLoader.Choice.Image.class);
    }

    @Test
    void anImageWhoseKeyWasRevokedMakesWayForOneThatIsTrusted() {
        Step step =
                powerOn(
                        new Boards()
                                .with(A, SUBMISSION_2, true)
                                .with(B, byKey("fedcba9876543210"), true)
                                .starting(A));

        assertThat(step.state()).isEqualTo(new BootState.Proven(B));
        assertThat(step.commands()).contains(new BootCommand.StartFromNowOn(B));
        assertThat(reports(step))
                .singleElement()
                .asString()
                .contains("slot b is started instead of slot a", "was revoked (stolen)");
    }

    @Test
    void anImageWhoseKeyWasRevokedGoesOnWhereTheOtherOneIsNoWayBack() {
        Step beside =
                powerOn(
                        new Boards()
                                .with(A, SUBMISSION_2, true)
                                .with(B, byKey("fedcba9876543210"), false)
                                .tried(B, Trial.NONE.givenUpFor("it failed"))
                                .starting(A));
        Step bothRevoked =
                powerOn(
                        new Boards()
                                .with(A, SUBMISSION_2, true)
                                .with(B, SUBMISSION_2, true)
                                .starting(A));

        assertThat(List.of(beside, bothRevoked))
                .allSatisfy(step -> {
                    assertThat(step.state()).isEqualTo(new BootState.Proven(A));
                    assertThat(reports(step))
                            .singleElement()
                            .asString()
                            .contains("for want of a better one: its key", "was revoked (stolen)");
                });
    }

    private BootLoader loader(Optional<KeyList> keys) {
        Slots slots = Slots.open(flash, UNHEARD, KIND).orElseThrow();
        return BootLoader.of(slots, SendingRules.NONE.trusting(keys), LATE, UNHEARD);
    }

    private void install(byte[] file) {
        Slots.prepare(
                        flash,
                        UNHEARD,
                        SlotTable.empty(new BoardRevision(KIND, "B"), FittedModule.DUAL_BAND))
                .install(read(file), file);
    }

    /// Another signature in a file that is in form.
    private static byte[] forged(byte[] file) {
        ImageFile genuine = read(file);
        byte[] block = genuine.signatureBlock().clone();
        block[block.length - 1] ^= 1;
        Image image = genuine.image();
        return Image.laidOut(image.manifestText(), genuine.signatureFile(), block, image.code());
    }

    private static String keyId() {
        return read(IMAGE).image().manifest().keyId();
    }

    private static ImageFile read(byte[] file) {
        return switch (ImageFile.read(file)) {
            case ImageVerdict.Genuine(ImageFile image) -> image;
            case ImageVerdict.Refused(Refusal refusal) ->
                    throw new IllegalStateException(refusal.sentence());
        };
    }

    private static Step powerOn(BootEvent.PoweredOn event) {
        return revoking().step(new BootState.Off(), event, LATE.now());
    }

    private static List<String> reports(Step step) {
        return step.commands().stream()
                .filter(BootCommand.Report.class::isInstance)
                .map(command -> ((BootCommand.Report) command).sentence())
                .toList();
    }

    private static BootCore revoking() {
        try {
            return new BootCore(
                    new SendingRules(Instant.MAX, Optional.empty())
                            .trusting(
                                    Optional.of(KeyList.read("revoked 0123456789abcdef stolen"))));
        } catch (KeyFileException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ImageManifest byKey(String keyId) {
        ImageManifest usual = Boards.manifest(SUBMISSION_2, 1);
        return new ImageManifest(
                usual.version(),
                usual.boards(),
                usual.modules(),
                usual.bootLoader(),
                usual.rollbackIndex(),
                usual.expires(),
                keyId,
                usual.behaviour());
    }
}
