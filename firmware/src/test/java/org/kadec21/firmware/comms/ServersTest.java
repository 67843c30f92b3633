package org.kadec21.firmware.comms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.config.MailServer;
import org.kadec21.firmware.config.ServerList;
import org.kadec21.firmware.config.ServerList.Failover;
import org.kadec21.firmware.config.UnitConfig.BackOff;
import org.kadec21.firmware.config.UnitConfig.Retry;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.store.Flashes;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.hal.Secret;
import org.kadec21.hal.Time;
import org.kadec21.submission.Limits;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.Outcome.Stage;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionPolicy.Auth;
import org.kadec21.submission.SubmissionPolicy.Tls;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

class ServersTest {

    private static final Instant TODAY = Instant.parse("2008-09-01T00:00:00Z");
    private static final BackOff QUARTER_HOUR =
            new BackOff(Duration.ofMinutes(15), Duration.ofMinutes(15), 0);
    private static final BackOff ACCOUNT =
            new BackOff(Duration.ofMinutes(30), Duration.ofHours(24), 0);
    private static final Retry RETRY =
            new Retry(
                    QUARTER_HOUR,
                    QUARTER_HOUR,
                    QUARTER_HOUR,
                    ACCOUNT,
                    ACCOUNT,
                    Duration.ofDays(180));
    private static final Failover AFTER_TWO_CALLS =
            new Failover(2, Duration.ofDays(1), Duration.ofHours(6));

    private final SettableTime time = new SettableTime();
    private final StateStore state = StateStore.open(Flashes.empty(), (event, fields) -> {});
    private final List<String> told = new ArrayList<>();

    @Test
    void aSilentServerIsPassedOverAfterTheConfiguredCalls() {
        Servers servers = servers(required("one", "u1"), required("two", "u2"));
        servers.take();

        servers.failed(failure(Scope.HOST));
        assertThat(servers.fallsOver()).isFalse();

        time.pass(Duration.ofMinutes(15));
        servers.take();
        servers.failed(failure(Scope.HOST));
        assertThat(servers.fallsOver()).isTrue();
        assertThat(host(servers.take())).isEqualTo("two");
    }

    @Test
    void oneThatHasBeenSilentForTheConfiguredTimeIsPassedOverBeforeItsCallsAreUsedUp() {
        Failover afterAnHour = new Failover(100, Duration.ofHours(1), Duration.ofHours(6));
        Servers servers = servers(afterAnHour, required("one", "u1"), required("two", "u2"));
        servers.take();

        servers.failed(failure(Scope.HOST));
        time.pass(Duration.ofMinutes(59));
        servers.failed(failure(Scope.HOST));
        assertThat(servers.fallsOver()).isFalse();

        time.pass(Duration.ofMinutes(1));
        servers.failed(failure(Scope.HOST));
        assertThat(servers.fallsOver()).isTrue();
    }

    @Test
    void returnsToTheFirstServerInTime() {
        Servers servers = silentFirst();

        servers.take();
        servers.completed();
        time.pass(Duration.ofHours(6).minusSeconds(1));
        assertThat(host(servers.take())).isEqualTo("two");

        time.pass(Duration.ofSeconds(1));
        assertThat(host(servers.take())).isEqualTo("one");
        assertThat(told)
                .containsExactly(
                        "mail now goes through two:587 instead of one:587: gone",
                        "mail now goes through one:587 instead of two:587: it is first in the"
                                + " list");
    }

    @Test
    void aFirstServerThatIsStillSilentCostsOneCallOnItsReturn() {
        Servers servers = silentFirst();
        time.pass(Duration.ofHours(6));
        servers.take();

        servers.failed(failure(Scope.HOST));

        assertThat(servers.fallsOver()).isTrue();
        assertThat(host(servers.take())).isEqualTo("two");
    }

    @Test
    void aModuleWithoutNetworkIsNotTheServersFault() {
        Servers servers = servers(required("one", "u1"), required("two", "u2"));

        for (int call = 0; call < 5; call++) {
            servers.notAsked();
            time.pass(Duration.ofHours(1));
        }

        assertThat(host(servers.take())).isEqualTo("one");
    }

    @Test
    void withAllServersSilentTheOneThatMayBeCalledFirstIsNext() {
        Servers servers = silentFirst();
        servers.take();
        servers.failed(failure(Scope.HOST));
        time.pass(Duration.ofMinutes(15));
        servers.take();
        servers.failed(failure(Scope.HOST));

        assertThat(host(servers.take())).isEqualTo("one");
        servers.failed(failure(Scope.HOST));
        assertThat(servers.fallsOver()).isFalse();
    }

    @Test
    void aRefusedAccountIsNotOfferedToAnotherServer() {
        Servers servers = servers(required("one", "same"), required("two", "same"));
        servers.take();

        servers.failed(failure(Scope.ACCOUNT));

        assertThat(servers.fallsOver()).isFalse();
        assertThat(time.isOver(servers.patience().alarmsFrom())).isFalse();
    }

    @Test
    void anotherAccountElsewhereIsTriedAndHasWaitsOfItsOwn() {
        Servers servers = servers(required("one", "u1"), required("two", "u2"));
        servers.take();
        servers.failed(failure(Scope.ACCOUNT));

        assertThat(servers.fallsOver()).isTrue();
        assertThat(host(servers.take())).isEqualTo("two");
        servers.failed(failure(Scope.ACCOUNT));

        assertThat(servers.fallsOver()).isFalse();
    }

    @Test
    void aRefusedAccountIsRememberedOverABootUntilTheFirstWaitIsOver() {
        Servers before = servers(required("one", "u1"));
        before.take();
        before.failed(failure(Scope.ACCOUNT));
        time.pass(Duration.ofMinutes(10));

        Servers booted = servers(required("one", "u1"));

        assertThat(booted.patience().alarmsFrom()).isEqualTo(time.after(Duration.ofMinutes(20)));
        assertThat(booted.patience().failures()).isEqualTo(1);
    }

    @Test
    void anAccountThatWasTakenIsNotRememberedAsRefused() {
        Servers before = servers(required("one", "u1"));
        before.take();
        before.failed(failure(Scope.ACCOUNT));
        before.completed();

        assertThat(servers(required("one", "u1")).patience()).isEqualTo(Patience.FRESH);
        assertThat(state.startingWith("account-refused.")).isEmpty();
    }

    @Test
    void aNewTokenIsTriedAtOnceAndTheRefusedOneIsNot() {
        AtomicReference<String> file = new AtomicReference<>("expired");
        Auth.Token account =
                new Auth.Token("u1", () -> Optional.of(Secret.of(file.get())), List.of("XOAUTH2"));
        SubmissionPolicy policy =
                new SubmissionPolicy(
                        "one",
                        587,
                        "n2-test",
                        account,
                        new Tls(Tls.Mode.REQUIRED, List.of()),
                        Limits.standard());
        Servers servers = servers(MailServer.always(policy));
        servers.take();
        servers.failed(failure(Scope.ACCOUNT));
        assertThat(time.isOver(servers.patience().alarmsFrom())).isFalse();

        file.set("renewed");

        assertThat(servers.patience()).isEqualTo(Patience.FRESH);
    }

    @Test
    void securityTroubleNeverFallsOverToAServerThatDemandsLess() {
        Servers servers = servers(required("one", "u1"), with(Tls.Mode.OFF, "two", "u2"));
        servers.take();

        servers.failed(failure(Scope.SECURITY));

        assertThat(servers.fallsOver()).isFalse();
        assertThat(host(servers.take())).isEqualTo("one");
    }

    @Test
    void securityTroubleFallsOverToAServerThatDemandsAsMuchAndTellsTheOperator() {
        Servers servers =
                servers(
                        required("one", "u1"),
                        with(Tls.Mode.OFF, "two", "u2"),
                        required("three", "u3"));
        servers.take();

        servers.failed(failure(Scope.SECURITY));

        assertThat(servers.fallsOver()).isTrue();
        assertThat(host(servers.take())).isEqualTo("three");
        assertThat(told)
                .containsExactly("mail now goes through three:587 instead of one:587: gone");
    }

    @Test
    void aChangeToAServerThatDemandsLessSaysSo() {
        Failover atOnce = new Failover(1, Duration.ofHours(1), Duration.ofHours(1));
        Servers servers = servers(atOnce, required("one", "u1"), with(Tls.Mode.OFF, "two", "u2"));
        servers.take();

        servers.failed(failure(Scope.HOST));
        servers.take();

        assertThat(told)
                .containsExactly(
                        "mail now goes through two:587 instead of one:587, which demands less of"
                                + " TLS: gone");
    }

    @Test
    void eachServerHasItsTime() {
        Instant move = TODAY.plus(Duration.ofDays(1));
        MailServer old =
                new MailServer(
                        policy(Tls.Mode.OFF, "one", "u1"), Instant.MIN, move, none(), List.of());
        MailServer young =
                new MailServer(
                        policy(Tls.Mode.REQUIRED, "two", "u2"),
                        move,
                        Instant.MAX,
                        none(),
                        List.of());
        Servers servers = servers(old, young);

        servers.take();
        servers.failed(failure(Scope.HOST));
        servers.failed(failure(Scope.HOST));
        assertThat(servers.fallsOver()).isFalse();

        time.pass(Duration.ofDays(1));
        assertThat(servers.patience()).isEqualTo(Patience.FRESH);
        assertThat(host(servers.take())).isEqualTo("two");
    }

    private Servers silentFirst() {
        Servers servers = servers(required("one", "u1"), required("two", "u2"));
        for (int call = 0; call < 2; call++) {
            servers.take();
            servers.failed(failure(Scope.HOST));
        }
        return servers;
    }

    private Servers servers(MailServer... list) {
        return servers(AFTER_TWO_CALLS, list);
    }

    private Servers servers(Failover failover, MailServer... list) {
        Notices notices =
                new Notices() {
                    @Override
                    public void trouble(String line) {
                        told.add(line);
                    }
                };
        return new Servers(
                new ServerList(List.of(list), failover),
                RETRY,
                new LockOuts(state, time),
                time,
                new SplittableRandom(1),
                (event, fields) -> {},
                notices);
    }

    private static MailServer required(String host, String user) {
        return with(Tls.Mode.REQUIRED, host, user);
    }

    private static MailServer with(Tls.Mode mode, String host, String user) {
        return MailServer.always(policy(mode, host, user));
    }

    private static SubmissionPolicy policy(Tls.Mode mode, String host, String user) {
        return new SubmissionPolicy(
                host,
                587,
                "n2-test",
                new Auth.Password(user, Secret.of("p-" + user), List.of("PLAIN"), true),
                new Tls(mode, List.of()),
                Limits.standard());
    }

    private static Deferred failure(Scope scope) {
        return new Deferred(scope, Stage.CONNECT, "gone", Optional.empty());
    }

    private static Optional<String> none() {
        return Optional.empty();
    }

    private static String host(MailServer server) {
        return server.policy().host();
    }

    private static final class SettableTime implements Time {

        private Duration passed = Duration.ZERO;

        void pass(Duration more) {
            passed = passed.plus(more);
        }

        @Override
        public long nanos() {
            return passed.toNanos();
        }

        @Override
        public Instant now() {
            return TODAY.plus(passed);
        }
    }
}
