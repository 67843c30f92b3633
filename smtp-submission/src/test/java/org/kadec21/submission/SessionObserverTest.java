package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.submission.peer.Policies.ENVELOPE;
import static org.kadec21.submission.peer.Policies.LOGGED_IN;
import static org.kadec21.submission.peer.Policies.PASSWORD;
import static org.kadec21.submission.peer.Policies.account;
import static org.kadec21.submission.peer.Policies.clear;
import static org.kadec21.submission.peer.Policies.mail;
import static org.kadec21.submission.peer.Policies.with;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.Deadline;
import org.kadec21.submission.SessionObserver.PassedStage;
import org.kadec21.submission.SubmissionPolicy.Tls;
import org.kadec21.submission.peer.MailWorld;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What somebody sees who looks on while a session goes its way.
class SessionObserverTest {

    private final MailWorld world = new MailWorld();
    private final List<PassedStage> seen = new ArrayList<>();

    @Test
    void eachStageIsToldWithItsReplyFromTheConnectionToQuit() {
        observe(clear(), LOGGED_IN + ENVELOPE + ">.\n< 250 2.0.0 queued\n> QUIT\n< 221 bye");

        assertThat(seen.stream().map(stage -> stage.name() + ": " + stage.words()))
                .containsExactly(
                        "connect: " + MailWorld.HOST + ":587",
                        "greeting: 220 x ESMTP",
                        "ehlo: 250 x, PIPELINING, SIZE 35000000, AUTH PLAIN LOGIN",
                        "auth: 235",
                        "mail: 250 ok",
                        "rcpt: 250 ok",
                        "data: 354 go",
                        "final reply: 250 2.0.0 queued",
                        "quit: 221 bye");
    }

    @Test
    void aStageThatTakesLongIsToldAsOne() {
        observe(clear(), LOGGED_IN + ENVELOPE + ">.\n! wait PT2M\n< 250 queued\n> QUIT\n< 221 x");

        assertThat(seen)
                .filteredOn(stage -> stage.name().equals("final reply"))
                .singleElement()
                .satisfies(stage ->
                        assertThat(stage.took())
                                .isBetween(Duration.ofMinutes(2), Duration.ofSeconds(121)));
    }

    @Test
    void whatWasSaidWithinALoginIsNotTold() {
        observe(
                with(account("CRAM-MD5"), new Tls(Tls.Mode.OFF, List.of())),
                """
                < 220 x ESMTP
                > EHLO unit.test
                < 250-x
                < 250 AUTH CRAM-MD5
                > AUTH CRAM-MD5
                < 334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+
                > dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw
                < 535 5.7.8 no %s here
                """
                        .formatted(PASSWORD));

        assertThat(seen)
                .extracting(PassedStage::words)
                .endsWith("334", "535 5.7.8")
                .noneMatch(words -> words.contains(PASSWORD) || words.contains("PDE4"));
    }

    @Test
    void aServerThatNeverAnswersQuitHoldsNobodyUpForLong() {
        long before = world.time().nanos();

        observe(clear(), LOGGED_IN + ENVELOPE + ">.\n< 250 queued\n> QUIT\n! wait PT1H");

        assertThat(seen).extracting(PassedStage::name).last().isEqualTo("final reply");
        assertThat(Duration.ofNanos(left - before)).isLessThan(Duration.ofSeconds(12));
    }

    private long left;

    private void observe(SubmissionPolicy policy, String dialogue) {
        world.play(
                sockets -> {
                    Submitter submitter =
                            new Submitter(policy, world.time(), world.randomness())
                                    .observedBy(seen::add);
                    try (SubmissionSession session = submitter.open(sockets, Deadline.never())) {
                        session.send(mail(), ids -> {});
                    }
                    left = world.time().nanos();
                    return seen;
                },
                policy.port(),
                dialogue);
    }
}
