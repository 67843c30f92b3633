package org.kadec21.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.bench.config.CarrierFile;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.ConfigReader;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.firmware.doctor.CarrierFacts;
import org.kadec21.live.Kadec21;
import org.kadec21.simulation.carrier.BandClass;
import org.kadec21.simulation.carrier.CarrierPolicy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A carrier's file has two readers, the doctor's and the simulated carrier's. What one takes, the
/// other takes; what one refuses, the other refuses in the same words.
class CarrierReadersTest {

    private static final String EVERY_KEY =
            """
            schema: kadec21/carrier/1
            operator: KDDI
            line: {round-trip: 250 ms, up-bits-per-second: 4800, down-bits-per-second: 0}
            blocked-ports:
              - {port: 25, from: 2008-10-01T00:00:00+09:00, own-servers: [mail.au-net.test], percent: 30, answer: reset}
            coverage:
              - {place: valley, band-class: 3, subclass: 1, channel: 76, sid: 12, nid: 2, pn: 3, ec-io-half-db: 4, dbm: -70,
                 percent: 40, from: 2011-04-01T00:00:00+09:00, until: 2012-09-01T00:00:00+09:00}
            band-ends:
              - {band-class: 3, at: 2012-07-22T00:00:00+09:00}
            roaming-list: [3, 0]
            route:
              - {from: 2012-03-01T00:00:00+09:00, place: valley, spot: 39}
            refused-subscribers: ["440700123456789"]
            packet-calls: {authentication: chap, user: au, password: lab, idle: 10 min, loss-percent: 1.5}
            """;

    @ParameterizedTest
    @MethodSource("carriers")
    void everyCarrierOfTheProductIsTakenByBothAndTheyAgreeOnItsDates(Path file) throws IOException {
        String text = Files.readString(file);

        CarrierFacts facts = read(CarrierFacts.reader(), text);
        CarrierPolicy policy = read(CarrierFile.reader(), text);

        assertThat(facts.operator()).isEqualTo(policy.operator());
        for (BandClass band : BandClass.values()) {
            assertThat(facts.bandEnds().get(band.number()))
                    .isEqualTo(policy.air().endOf(band).orElse(null));
        }
        assertThat(facts.blocks())
                .extracting(CarrierFacts.Block::port, CarrierFacts.Block::from)
                .isEqualTo(
                        policy.blocks().stream()
                                .map(block -> tuple(block.port(), block.from()))
                                .toList());
    }

    @Test
    void everyKeyThereIsIsTakenByBoth() {
        assertThat(read(CarrierFacts.reader(), EVERY_KEY).blocks()).hasSize(1);
        assertThat(read(CarrierFile.reader(), EVERY_KEY).coverage()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "operator",
                "line",
                "round-trip",
                "up-bits-per-second",
                "down-bits-per-second",
                "blocked-ports",
                "port",
                "own-servers",
                "coverage",
                "place",
                "band-class",
                "subclass",
                "channel",
                "sid",
                "nid",
                "pn",
                "ec-io-half-db",
                "dbm",
                "percent",
                "from",
                "until",
                "band-ends",
                "at",
                "roaming-list",
                "route",
                "spot",
                "refused-subscribers"
            })
    void aMisspeltKeyIsRefusedByBothInTheSameWords(String key) {
        String misspelt = EVERY_KEY.replaceFirst("(?<![a-z-])" + key + ":", key + "x:");

        assertThat(refusal(CarrierFacts.reader(), misspelt))
                .contains("unknown key '" + key + "x'")
                .isEqualTo(refusal(CarrierFile.reader(), misspelt));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    port: 25            | port: 0
                    port: 25            | port: 65536
                    band-ends:\\n.*     | band-ends: [{band-class: 7, at: 2012-07-22T00:00:00+09:00}]
                    operator: KDDI      | operator: a name of more than thirty-two characters
                    operator: KDDI\\n   | ''
                    mail.au-net.test    | mail_au
                    T00:00:00\\+09:00, own | T00:00:00, own
                    """)
    void aWrongValueThatBothLookAtIsRefusedByBothInTheSameWords(String right, String wrong) {
        String slipped = EVERY_KEY.replaceFirst(right, wrong);

        assertThat(slipped).isNotEqualTo(EVERY_KEY);
        assertThat(refusal(CarrierFacts.reader(), slipped))
                .isEqualTo(refusal(CarrierFile.reader(), slipped));
    }

    static List<Path> carriers() throws IOException {
        try (Stream<Path> files = Files.list(Kadec21.home().resolve("config/carriers"))) {
            return files.sorted().toList();
        }
    }

    private static <T> T read(ConfigReader<T> reader, String text) {
        return reader.read("carrier.yaml", text, NamedFiles.none());
    }

    private static String refusal(ConfigReader<?> reader, String text) {
        return catchThrowableOfType(ConfigException.class, () -> read(reader, text)).getMessage();
    }
}
