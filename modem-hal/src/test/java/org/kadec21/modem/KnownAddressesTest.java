package org.kadec21.modem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class KnownAddressesTest {

    private final TestWorld world = new TestWorld();
    private final List<String> tried = new ArrayList<>();
    private final KnownAddresses known =
            KnownAddresses.of(Map.of("Mail.example", List.of("192.0.2.25", "2001:db8::25")));

    /// Nobody answers: each attempt takes the time it is given.
    private ByteLink silent(String host, int port, Deadline deadline) throws LinkException {
        tried.add(host + " until " + Duration.ofNanos(deadline.atNanos()).toSeconds());
        world.sleepUntil(deadline);
        throw new LinkException("nobody at " + host);
    }

    @Test
    void leavesOtherNamesToWhoeverConnects() {
        assertThatThrownBy(() -> connect("other.example")).hasMessage("nobody at other.example");
    }

    @Test
    void triesTheAddressesInTurnsWithinTheTimeThereIs() {
        assertThatThrownBy(() -> connect("MAIL.example")).hasMessage("nobody at 2001:db8::25");

        assertThat(tried).containsExactly("192.0.2.25 until 30", "2001:db8::25 until 60");
    }

    @Test
    void connectsToTheFirstThatAnswers() throws LinkException {
        ByteLink link = new ScriptedModule(world);

        ByteLink made =
                known.over(
                                (host, port, deadline) -> {
                                    if (!host.contains(":")) {
                                        throw new LinkException("refused");
                                    }
                                    return link;
                                },
                                world)
                        .connect("mail.example", 587, Deadline.never());

        assertThat(made).isSameAs(link);
    }

    private void connect(String host) throws LinkException {
        known.over(this::silent, world)
                .connect(host, 587, world.after(Duration.ofMinutes(1)))
                .close();
    }
}
