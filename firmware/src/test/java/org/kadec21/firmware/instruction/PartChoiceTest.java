package org.kadec21.firmware.instruction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.instruction.PartChoice.First;
import org.kadec21.firmware.instruction.PartChoice.Known;
import org.kadec21.firmware.instruction.PartChoice.Later;
import org.kadec21.firmware.instruction.PartChoice.Never;
import org.kadec21.firmware.instruction.PartChoice.Next;
import org.kadec21.firmware.transfer.Announcement;
import org.kadec21.firmware.transfer.Announcement.Way;
import org.kadec21.firmware.transfer.Parts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

class PartChoiceTest {

    private static final Instant NOW = Instant.parse("2013-01-02T00:00:00Z");
    private static final Instant EXPIRES = Instant.parse("2013-02-01T00:00:00Z");
    private static final String SHA256 = "ab".repeat(32);
    private static final Parts PARTS = new Parts(1000, 300);

    @Test
    void theFirstPartBeginsAnImage() {
        assertThat(choice(8, Optional.empty(), 7)).isEqualTo(new First());
    }

    @Test
    void aPartThatIsMissingGoesToTheOthersEvenBehindALaterInstruction() {
        assertThat(choice(8, Optional.of(mailed(8, SHA256)), 9)).isEqualTo(new Next());
    }

    @Test
    void aPartThatIsThereIsKnown() {
        assertThat(PartChoice.of(part(8), Optional.of(mailed(8, SHA256)), at -> at == 300, 7))
                .isEqualTo(new Known());
    }

    @Test
    void aNumberThatWasTakenIsNeverTakenAgain() {
        assertThat(choice(8, Optional.empty(), 8)).isInstanceOf(Never.class);
        assertThat(choice(8, Optional.of(mailed(9, SHA256)), 8)).isInstanceOf(Never.class);
    }

    @Test
    void anOlderImageNeverTakesThePlaceOfALaterOne() {
        assertThat(choice(8, Optional.of(mailed(9, SHA256)), 7))
                .isEqualTo(
                        new Never(
                                "expected a part of image 9, which arrives, or of a later one, came"
                                        + " one of 8"));
    }

    @Test
    void aLaterImageBeginsAnew() {
        assertThat(choice(9, Optional.of(mailed(8, SHA256)), 7)).isEqualTo(new First());
    }

    @Test
    void twoImagesUnderOneNumberDoNotMix() {
        assertThat(choice(8, Optional.of(mailed(8, "cd".repeat(32))), 7)).isInstanceOf(Never.class);
    }

    @Test
    void anImageOverTheServicePortGoesFirst() {
        Announcement onSite = Announcement.overPort("communication", 1000, SHA256, NOW);

        assertThat(choice(8, Optional.of(onSite), 7)).isInstanceOf(Later.class);
    }

    @Test
    void missingPartsAreToldAsStretches() {
        assertThat(ImageReports.stretches(List.of(1, 2, 3, 7, 9, 10))).isEqualTo("1-3, 7, 9-10");
        assertThat(ImageReports.stretches(List.of(4))).isEqualTo("4");
    }

    private static PartChoice choice(int sequence, Optional<Announcement> kept, int last) {
        return PartChoice.of(part(sequence), kept, at -> false, last);
    }

    private static ImagePart part(int sequence) {
        return new ImagePart(
                List.of("n2-test"), sequence, EXPIRES, "communication", SHA256, PARTS, 2);
    }

    private static Announcement mailed(int sequence, String sha256) {
        return new Announcement(
                "communication", 1000, sha256, NOW, new Way.Mail(sequence, EXPIRES, 300));
    }
}
