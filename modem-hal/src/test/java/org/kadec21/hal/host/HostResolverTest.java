package org.kadec21.hal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.NotConnectedException;
import org.kadec21.hal.NotConnectedException.Why;

import java.time.Duration;
import java.util.List;

/// Without a question to anybody: the names are in this machine's own file, or can be no names.
final class HostResolverTest {

    private final HostTime time = new HostTime();
    private final HostTasks tasks = new HostTasks(time);
    private final HostResolver resolver = new HostResolver(tasks);

    @Test
    void tellsTheAddressesOfAName() throws Exception {
        List<String> addresses = tasks.call(() -> addresses("localhost"));

        assertThat(addresses).contains("127.0.0.1");
    }

    @Test
    void tellsANameThatCannotBeOne() {
        assertThatThrownBy(() -> tasks.call(() -> addresses("[no address]")))
                .isInstanceOfSatisfying(
                        NotConnectedException.class,
                        unknown -> assertThat(unknown.why()).isEqualTo(Why.UNKNOWN_NAME));
    }

    private List<String> addresses(String host) throws Exception {
        return resolver.addresses(host, time.after(Duration.ofSeconds(60)));
    }
}
