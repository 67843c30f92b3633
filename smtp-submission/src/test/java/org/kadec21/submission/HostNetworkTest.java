package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kadec21.submission.FinalReplyTest.only;
import static org.kadec21.submission.peer.Policies.ENVELOPE;
import static org.kadec21.submission.peer.Policies.LOGGED_IN;
import static org.kadec21.submission.peer.Policies.clear;
import static org.kadec21.submission.peer.Policies.mail;

import org.junit.jupiter.api.Test;
import org.kadec21.submission.Outcome.Accepted;
import org.kadec21.submission.peer.MailWorld;

import java.net.InetAddress;

/// Names are resolved beyond the bearer. In this module's tests the host's resolver refuses every
/// question, so that each other test proves it as well.
class HostNetworkTest {

    @Test
    void theHostsResolverRefuses() {
        assertThatThrownBy(() -> InetAddress.getAllByName("smtp.provider.test"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void submitsWithoutAskingTheHostForAName() {
        MailResult result =
                new MailWorld()
                        .send(clear(), LOGGED_IN + ENVELOPE + ">.\n< 250 ok", mail())
                        .getFirst();

        assertThat(only(result)).isInstanceOf(Accepted.class);
    }
}
