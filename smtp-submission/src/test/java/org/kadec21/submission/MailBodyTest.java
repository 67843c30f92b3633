package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.submission.EnvelopeTest.assertDeferred;
import static org.kadec21.submission.FinalReplyTest.only;
import static org.kadec21.submission.peer.Policies.ENVELOPE;
import static org.kadec21.submission.peer.Policies.LOGGED_IN;
import static org.kadec21.submission.peer.Policies.LOGGED_IN_CHUNKING;
import static org.kadec21.submission.peer.Policies.clear;
import static org.kadec21.submission.peer.Policies.mail;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kadec21.submission.Outcome.Accepted;
import org.kadec21.submission.Outcome.InDoubt;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.peer.MailWorld;

import java.time.Duration;

/// The octets of a mail on their way, after 354 or BDAT.
class MailBodyTest {

    private static final String LONG_BODY = "Subject: long\r\n\r\n" + "0123456789\r\n".repeat(4000);

    private final MailWorld world = new MailWorld();

    @Test
    @DisplayName("03 drop-in-data")
    void isNotSentWhenTheLinkDropsWithinALongBody() {
        MailResult result =
                world.send(
                                clear(),
                                LOGGED_IN + ENVELOPE + "># 1000\n! close",
                                mail(LONG_BODY, new String[0]))
                        .getFirst();

        assertDeferred(only(result), Scope.HOST);
        assertThat(world.announced()).isEmpty();
    }

    @Test
    @DisplayName("07 421-anywhere, within the body")
    void takesTheFarewellOfAServerThatGivesUpWithinABody() {
        MailResult result =
                world.send(
                                clear(),
                                LOGGED_IN
                                        + ENVELOPE
                                        + "># 1000\n< 421 4.3.2 shutting down\n! close",
                                mail(LONG_BODY, new String[0]))
                        .getFirst();

        assertDeferred(only(result), Scope.HOST);
        assertThat(((Outcome.Deferred) only(result)).reply().orElseThrow().code()).isEqualTo(421);
        assertThat(world.announced()).isEmpty();
    }

    @Test
    @DisplayName("39 8bit-7bit")
    void encodesAnEightBitBodyForAServerWithoutEightBitMime() {
        MailResult result =
                world.send(
                                clear(),
                                LOGGED_IN + ENVELOPE + ">.\n< 250 ok",
                                mail("Subject: wind\r\n\r\n風速 18 m/s\r\n", new String[0]))
                        .getFirst();

        assertThat(only(result)).isInstanceOf(Accepted.class);
        assertThat(world.server().bodies().getFirst())
                .isEqualTo(
                        """
                        Subject: wind
                        MIME-Version: 1.0
                        Content-Type: text/plain; charset=utf-8
                        Content-Transfer-Encoding: base64

                        6aKo6YCfIDE4IG0vcw0K
                        """
                                .replace("\n", "\r\n"));
        assertThat(world.server().received()).noneMatch(line -> line.contains("BODY=8BITMIME"));
    }

    @Test
    @DisplayName("04 drop-in-bdat: the client cannot know how much arrived")
    void isInDoubtWhenTheLinkDropsWithinTheLastBlock() {
        MailResult result =
                world.send(
                                clear(),
                                LOGGED_IN_CHUNKING
                                        + """
                                        > MAIL FROM:.*
                                        > RCPT TO:.*
                                        > BDAT [0-9]+ LAST
                                        ># 20
                                        ! close
                                        """,
                                mail())
                        .getFirst();

        assertThat(only(result)).isInstanceOf(InDoubt.class);
        assertThat(world.announced()).containsExactly("m1");
    }

    @Test
    void endsAWriteThatStallsWhenTheBlocksTimeIsOver() {
        assertThat(stalledFor(Duration.ofSeconds(5), Duration.ofMinutes(20)))
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    }

    @Test
    void endsAWriteThatStallsWhenTheMailsTimeIsOver() {
        Duration bodysOwn =
                Duration.ofSeconds(LONG_BODY.length() / Limits.standard().bytesPerSecond() + 1);
        Duration whole = Duration.ofSeconds(10).plus(bodysOwn);

        assertThat(stalledFor(Duration.ofMinutes(3), Duration.ofSeconds(10)))
                .isBetween(whole, whole.plusSeconds(1));
    }

    /// How long a mail takes whose server reads nothing of its body.
    private Duration stalledFor(Duration dataBlock, Duration transaction) {
        Limits standard = Limits.standard();
        Limits limits =
                new Limits(
                        standard.connect(),
                        standard.greeting(),
                        standard.command(),
                        dataBlock,
                        standard.finalReply(),
                        transaction,
                        standard.bytesPerSecond(),
                        standard.replyLineBytes(),
                        standard.replyLines());
        SubmissionPolicy policy = clear();
        return world.session(
                new SubmissionPolicy(
                        policy.host(),
                        policy.port(),
                        policy.clientName(),
                        policy.auth(),
                        policy.tls(),
                        limits),
                session -> {
                    long before = world.time().nanos();
                    session.send(mail(LONG_BODY, new String[0]), ids -> {});
                    return Duration.ofNanos(world.time().nanos() - before);
                },
                LOGGED_IN + ENVELOPE + "! wait PT1H");
    }
}
