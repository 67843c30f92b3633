package org.kadec21.simulation.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.simulation.time.World;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class VirtualInternetTest {

    private final World world = new World(1, Instant.EPOCH, line -> {});
    private final VirtualInternet internet = new VirtualInternet(world.tasks("net"), world.time());

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Test
    void connectsTheTwoEnds() throws LinkException {
        List<ByteLink> accepted = new ArrayList<>();
        internet.listen("mail.provider.test", 587, (link, peer) -> accepted.add(link));

        ByteLink client = internet.connect("mail.provider.test", 587, Deadline.never());
        client.write(new byte[] {42}, Deadline.never());

        byte[] got = new byte[1];
        assertThat(accepted.getFirst().read(got, 0, 1, Deadline.never())).isEqualTo(1);
        assertThat(got[0]).isEqualTo((byte) 42);
    }

    @Test
    void refusesAPortNobodyListensOn() throws LinkException {
        internet.listen("mail.provider.test", 587, (link, peer) -> {});

        assertThatThrownBy(() -> internet.connect("mail.provider.test", 25, Deadline.never()))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("refused")
                .hasMessageContaining("587");
    }

    @Test
    void doesNotKnowAStranger() {
        assertThatThrownBy(() -> internet.connect("nowhere.test", 25, Deadline.never()))
                .hasMessageContaining("unknown host nowhere.test");
    }

    @Test
    void aClosedPortIsFreeAgain() throws LinkException {
        internet.listen("h", 25, (link, peer) -> {}).close();

        assertThat(internet.listen("h", 25, (link, peer) -> {}).port()).isEqualTo(25);
    }
}
