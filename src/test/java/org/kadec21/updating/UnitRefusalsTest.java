package org.kadec21.updating;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A sender that checks nothing, as a person with a terminal program: the unit itself refuses, and
/// what it starts stays what it was.
class UnitRefusalsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    truncated      | expected an image, a JAR that ends with its directory, but
                    changed        | expected the image as it was signed, but it was changed or damaged
                    unsigned       | expected a signed image, but it has no signature
                    unknown-key    | expected an image signed with a key of the list, but key
                    revoked-key    | expected an image signed with a valid key, but key 06e3fd8fda29bb60 was revoked (laptop stolen)
                    unknown-format | expected an image of format 1
                    expired        | expected an image that can still be installed, but it expired at 2029-02-28T00:00:00Z and now it is 2029-03-01
                    wrong-board    | expected an image for board communication/B, but this one is for communication/C
                    wrong-band     | expected an image for the module dual-band (the old and the new 800 MHz band), but this one is for old-band
                    boot-loader    | expected an image that boot loader 1 can start, but this one needs 9
                    downgraded     | expected an image with a rollback index of at least 1, but this one has 0
                    """)
    void theUnitRefusesWhatNobodyElseHasChecked(String reason, String sentence) throws Exception {
        byte[] old = SignedImages.image(1, 10);
        try (Mast mast = new Mast(1, old)) {
            if (reason.equals("revoked-key")) {
                mast.exchangeKeys("revoked 06e3fd8fda29bb60 laptop stolen\n");
            }

            String answer = mast.sendUnchecked(WrongImages.of(reason));

            assertThat(answer).startsWith("error 65 " + reason + ": " + sentence).contains("; ");
            requireUntouched(mast, old);
        }
    }

    @Test
    void theUnitTakesWhatIsRight() throws Exception {
        byte[] right = WrongImages.of("right");
        try (Mast mast = new Mast(1, SignedImages.image(1, 10))) {
            assertThat(mast.sendUnchecked(right))
                    .isEqualTo("ok installed 2.2.0 in slot b, which starts next");
            assertThat(mast.starting()).isEqualTo(right);
        }
    }

    @Test
    void theUnitRefusesOnALowBattery() throws Exception {
        byte[] old = SignedImages.image(1, 10);
        try (Mast mast = new Mast(1, old)) {
            mast.setSupply(11_400);

            assertThat(mast.sendUnchecked(WrongImages.of("right")))
                    .startsWith(
                            "error 75 battery-low: expected a supply of at least 11500 mV, but it"
                                    + " shows 11400 mV");
            requireUntouched(mast, old);
        }
    }

    private static void requireUntouched(Mast mast, byte[] old) {
        assertThat(mast.starting()).isEqualTo(old);
        assertThat(mast.flash().list())
                .noneMatch(name -> name.startsWith("transfer") || name.contains("-b.jar"));
        mast.requireTheAlarm();
    }
}
