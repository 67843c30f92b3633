package org.kadec21.simulation.provider.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.ZoneOffset;

class TextsTest {

    private final Texts english = new Texts(Language.ENGLISH, ZoneOffset.UTC);
    private final Texts japanese = new Texts(Language.JAPANESE, ZoneOffset.UTC);

    @Test
    void saysTheSameThingsInBothLanguages() {
        assertThat(japanese.keys()).containsExactlyElementsOf(english.keys());
    }

    @Test
    void leavesOutNothingThatIsFilledIn() {
        for (String key : english.keys()) {
            for (String place : new String[] {"{0}", "{1}"}) {
                assertThat(japanese.of(key).contains(place))
                        .as(key + " " + place)
                        .isEqualTo(english.of(key).contains(place));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 5 bytes", "1024, 1 KB", "1536, 1.5 KB", "52428800, 50 MB", "1073741824, 1 GB"})
    void writesSizesAsPeopleReadThem(long octets, String text) {
        assertThat(english.size(octets)).isEqualTo(text);
    }
}
