package org.kadec21.modem.ppp.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class IpcpOptionsTest {

    /// They stand for "none" and would only cost time.
    @Test
    void asksNoNameServersThatAModemHasMadeUp() {
        IpcpOptions told =
                IpcpOptions.asking()
                        .advised(
                                List.of(
                                        Option.of(3, TestPeer.ADDRESS),
                                        Option.of(129, 0x0a0b0c0d),
                                        Option.of(131, 0x0a0b0c0e)));

        assertThat(told.address()).contains(TestPeer.ADDRESS);
        assertThat(told.servers()).isEmpty();
    }
}
