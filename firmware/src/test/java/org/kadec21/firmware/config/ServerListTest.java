package org.kadec21.firmware.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.config.ServerList.Failover;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class ServerListTest {

    private static final Instant MOVE = Instant.parse("2008-10-03T00:00:00Z");

    @Test
    void readsTheUnitThatMoves() throws IOException {
        ServerList list = read(UnitConfigTest.file("n2-moving.yaml")).serverList();

        assertThat(list.servers())
                .extracting(MailServer::place)
                .containsExactly("kona.co.jp:25", "ep.wakwak.ne.jp:587");
        assertThat(list.servers().getFirst().until()).isEqualTo(MOVE);
        assertThat(list.servers().getLast().from()).isEqualTo(MOVE);
        assertThat(list.servers().getLast().envelopeFrom())
                .isEqualTo(Optional.of("n2-0005@ep.wakwak.ne.jp"));
        assertThat(list.failover())
                .isEqualTo(new Failover(1, Duration.ofHours(1), Duration.ofHours(1)));
    }

    @Test
    void aServerIsUsedFromItsFirstMomentToBeforeItsLast() throws IOException {
        ServerList list = read(UnitConfigTest.file("n2-moving.yaml")).serverList();

        assertThat(places(list.at(MOVE.minusNanos(1)))).containsExactly("kona.co.jp:25");
        assertThat(places(list.at(MOVE))).containsExactly("ep.wakwak.ne.jp:587");
    }

    @Test
    void aClockOutsideOfAllDatesGetsTheNearestServer() throws IOException {
        ServerList list =
                read(UnitConfigTest.file("n2-moving.yaml")
                                .replace(
                                        "until: 2008-10-03T09:00:00+09:00",
                                        "from: 2008-07-01T00:00:00+09:00\n"
                                                + "    until: 2008-10-01T00:00:00+09:00"))
                        .serverList();

        assertThat(places(list.at(Instant.EPOCH))).containsExactly("kona.co.jp:25");
        assertThat(places(list.at(Instant.parse("2008-09-30T16:00:00Z"))))
                .containsExactly("kona.co.jp:25");
        assertThat(places(list.at(Instant.parse("2008-10-02T16:00:00Z"))))
                .containsExactly("ep.wakwak.ne.jp:587");
    }

    @Test
    void refusesAServerThatEndsBeforeItBegins() throws IOException {
        String text =
                UnitConfigTest.file("n2-moving.yaml")
                        .replace(
                                "    from: 2008-10-03T09:00:00+09:00",
                                "    from: 2008-10-03T09:00:00+09:00\n"
                                        + "    until: 2008-10-03T00:00:00Z");

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith(
                        "servers: expected 'until' to be later than 'from', but it is not");
    }

    @Test
    void refusesOnePlaceTwice() throws IOException {
        String text =
                UnitConfigTest.file("n2-moving.yaml")
                        .replace(
                                "host: ep.wakwak.ne.jp\n    port: 587",
                                "host: kona.co.jp\n    port: 25");

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("each host and port under 'servers' once");
    }

    private static List<String> places(List<MailServer> servers) {
        return servers.stream().map(MailServer::place).toList();
    }

    private static UnitConfig read(String text) {
        return UnitBinder.reader().read("unit.yaml", text, NamedFiles.none());
    }
}
