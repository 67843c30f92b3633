package org.kadec21.firmware.update;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.update.ImageManifest.Behaviour;
import org.kadec21.firmware.update.Refusal.Reason;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

class ImageTargetTest {

    private static final BoardRevision BOARD = new BoardRevision("communication", "B");
    private static final ImageTarget UNKNOWN =
            new ImageTarget(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private static final ImageManifest IMAGE =
            new ImageManifest(
                    "2.0.0",
                    List.of(BOARD),
                    List.of(FittedModule.OLD_BAND, FittedModule.RAPIRA_CARD),
                    2,
                    5,
                    Instant.EPOCH,
                    "0123456789abcdef",
                    Behaviour.of(FirmwareProfile.SUBMISSION_2));

    @Test
    void whatIsNotKnownIsNotChecked() {
        assertThat(UNKNOWN.refusal(IMAGE)).isEmpty();
    }

    @Test
    void aFittingUnitTakesIt() {
        assertThat(target(BOARD, FittedModule.OLD_BAND, 2, 5).refusal(IMAGE)).isEmpty();
    }

    @Test
    void anotherRevisionOfTheBoardIsRefused() {
        BoardRevision revisionC = new BoardRevision("communication", "C");

        assertThat(refusal(target(revisionC, FittedModule.OLD_BAND, 2, 5)).sentence())
                .isEqualTo(
                        "expected an image for board communication/C, but this one is for"
                                + " communication/B; take the image made for this board");
    }

    @Test
    void anOldBandImageIsRefusedOnADualBandModule() {
        Refusal refusal = refusal(target(BOARD, FittedModule.DUAL_BAND, 2, 5));

        assertThat(refusal.reason()).isEqualTo(Reason.WRONG_BAND);
        assertThat(refusal.sentence())
                .contains("the module dual-band (the old and the new 800 MHz band), but this one")
                .contains("knows only the old 800 MHz band");
    }

    @Test
    void aDualBandImageKnowsTheBandOfAnOldModuleButNotTheModule() {
        Refusal refusal =
                refusal(target(BOARD, FittedModule.OLD_BAND, 2, 5), FittedModule.DUAL_BAND);

        assertThat(refusal.reason()).isEqualTo(Reason.WRONG_MODULE);
        assertThat(refusal.sentence())
                .isEqualTo(
                        "expected an image for the module old-band, but this one is for dual-band;"
                                + " take the image made for this module");
    }

    @Test
    void anotherModuleOfTheSameBandIsRefused() {
        assertThat(refusal(target(BOARD, FittedModule.WIN_CARD, 2, 5)).reason())
                .isEqualTo(Reason.WRONG_MODULE);
    }

    @Test
    void anOlderBootLoaderIsRefused() {
        assertThat(refusal(target(BOARD, FittedModule.OLD_BAND, 1, 5)).reason())
                .isEqualTo(Reason.BOOT_LOADER);
    }

    @Test
    void theWayBackBehindAConfirmedImageIsRefused() {
        assertThat(refusal(target(BOARD, FittedModule.OLD_BAND, 2, 6)).reason())
                .isEqualTo(Reason.DOWNGRADED);
    }

    private static Refusal refusal(ImageTarget target) {
        return target.refusal(IMAGE).orElseThrow();
    }

    private static Refusal refusal(ImageTarget target, FittedModule imageFor) {
        return target.refusal(
                        new ImageManifest(
                                IMAGE.version(),
                                IMAGE.boards(),
                                List.of(imageFor),
                                IMAGE.bootLoader(),
                                IMAGE.rollbackIndex(),
                                IMAGE.expires(),
                                IMAGE.keyId(),
                                IMAGE.behaviour()))
                .orElseThrow();
    }

    private static ImageTarget target(
            BoardRevision board, FittedModule module, int bootLoader, int rollbackIndex) {
        return new ImageTarget(
                Optional.of(board),
                Optional.of(module),
                Optional.of(bootLoader),
                Optional.of(rollbackIndex));
    }
}
