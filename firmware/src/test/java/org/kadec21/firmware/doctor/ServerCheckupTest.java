package org.kadec21.firmware.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Secret;
import org.kadec21.simulation.carrier.PortBlock;
import org.kadec21.simulation.provider.policy.Service;
import org.kadec21.simulation.provider.policy.ServiceRules;
import org.kadec21.simulation.provider.policy.TlsOffer;
import org.kadec21.simulation.provider.tls.CertificateAuthority;
import org.kadec21.simulation.provider.tls.CertificateAuthority.Validity;
import org.kadec21.submission.SubmissionPolicy.Auth;
import org.kadec21.submission.SubmissionPolicy.Tls;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// What a checkup says of the mail server behind a module's network.
final class ServerCheckupTest {

    private Bedside bedside;
    private MailHost host;

    @BeforeEach
    void begin() {
        begin("2013-02-01T00:00:00Z");
    }

    @AfterEach
    void end() {
        bedside.close();
    }

    @Test
    void aServerThatSuitsTheUnitIsOkUpToTheLogin() throws LinkException {
        open();
        bedside.login = true;

        examine();

        assertThat(bedside.report().blame()).isEmpty();
        assertThat(words("port_587")).startsWith("open: 220 mail.example.jp");
        assertThat(words("port_465")).startsWith("open");
        assertThat(words("tls")).startsWith("STARTTLS, TLSv1.3");
        assertThat(words("certificate"))
                .contains("CN=mail.example.jp, issued by CN=lab authority")
                .contains("364 days left, name matches, chain trusted");
        assertThat(words("auth")).contains("before TLS: none; inside TLS: PLAIN LOGIN");
        assertThat(words("login")).isEqualTo("accepted, by PLAIN");
        assertThat(bedside.result("submission")).isInstanceOf(Result.NotChecked.class);
    }

    @Test
    void nobodyLogsInUnasked() throws LinkException {
        open();

        examine();

        assertThat(bedside.result("login")).isInstanceOf(Result.NotChecked.class);
        assertThat(bedside.report().blame()).isEmpty();
    }

    @Test
    void aTestMailIsAcceptedWhenAskedFor() throws LinkException {
        open();
        bedside.mail =
                Optional.of(
                        new TestMail(
                                "doctor.1@example.jp",
                                bedside.world.time().now().atZone(ZoneOffset.UTC),
                                "unit@example.jp",
                                "unit@example.jp",
                                "n2-0001"));

        examine();

        assertThat(words("submission")).startsWith("accepted for unit@example.jp: 250");
    }

    @Test
    void aWrongPasswordIsTheAccountsFault() throws LinkException {
        open();
        bedside.login = true;
        bedside.server =
                Optional.of(
                        MailHost.policy(
                                587,
                                new Auth.Password(
                                        MailHost.USER, Secret.of("wrong"), List.of("PLAIN"), false),
                                trusting()));

        examine();

        assertThat(bedside.result("login"))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failure -> {
                            assertThat(failure.blame()).isEqualTo(Blame.REFUSED);
                            assertThat(failure.next()).contains("user and password");
                        });
    }

    @Test
    void anExpiredCertificateIsToldWithItsDay() throws LinkException {
        Instant now = bedside.world.time().now();
        host.validity = new Validity(now.minus(Duration.ofDays(90)), now.minus(Duration.ofDays(2)));
        open();

        examine();

        assertRefused("certificate", "expired 2013-01-30T00:00", "has expired");
        assertThat(bedside.result("auth")).isInstanceOf(Result.Ok.class);
    }

    @Test
    void aCertificateThatEndsSoonIsAWarning() throws LinkException {
        Instant now = bedside.world.time().now();
        host.validity = new Validity(now.minus(Duration.ofDays(70)), now.plus(Duration.ofDays(11)));
        open();

        examine();

        assertThat(bedside.result("certificate"))
                .isInstanceOfSatisfying(
                        Result.Warning.class,
                        warning -> assertThat(warning.words()).contains("10 days left"));
    }

    @Test
    void anUnknownAuthorityIsToldFromAWrongName() throws LinkException {
        open();
        CertificateAuthority other =
                CertificateAuthority.create(
                        "another authority",
                        bedside.world.randomness("other"),
                        Validity.around(bedside.world.time().now(), Duration.ofDays(100)));
        bedside.server =
                Optional.of(
                        MailHost.policy(
                                587,
                                new Auth.None(),
                                new Tls(Tls.Mode.REQUIRED, List.of(other.certificate()))));

        examine();

        assertRefused("certificate", "name matches, chain not trusted", "unknown CA");
    }

    @Test
    void aCertificateForAnotherHostIsToldWithItsNames() throws LinkException {
        host.certificateName = "other.example.jp";
        open();

        examine();

        assertRefused(
                "certificate",
                "for other.example.jp and not for mail.example.jp, chain trusted",
                "another host name");
    }

    @Test
    void aServerWithoutAuthIsNoSubmissionServer() throws LinkException {
        open();
        bedside.server = Optional.of(MailHost.policy(25, host.policy().auth(), trusting()));

        examine();

        assertRefused("auth", "expected AUTH, none is offered", "587 and 465");
    }

    @Test
    void aServerWithoutStartTlsFailsAUnitThatDemandsIt() throws LinkException {
        host.rules =
                host.rules
                        .with(Service.SUBMISSION, ServiceRules.submission(TlsOffer.NONE))
                        .withPasswordsWithoutTls(true);
        open();

        examine();

        assertRefused("tls", "expected STARTTLS", "another network");
        assertThat(bedside.result("certificate"))
                .isEqualTo(new Result.NotChecked("needs tls, which failed"));
    }

    @Test
    void aBlockedPort25IsExplainedToAUnitThatUsesIt() throws LinkException {
        open();
        block(Instant.parse("2008-09-30T15:00:00Z"));
        bedside.server =
                Optional.of(MailHost.policy(25, new Auth.None(), new Tls(Tls.Mode.OFF, List.of())));

        examine();

        assertThat(bedside.result("port_25"))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failure -> {
                            assertThat(failure.blame()).isEqualTo(Blame.OUT_OF_REACH);
                            assertThat(failure.words())
                                    .contains("OP25B")
                                    .contains("KDDI does since 2008-09-29");
                            assertThat(failure.next()).contains("587 with AUTH");
                        });
        assertThat(bedside.result("port_587")).isInstanceOf(Result.Ok.class);
        assertThat(bedside.result("tls"))
                .isEqualTo(new Result.NotChecked("needs port_25, which failed"));
    }

    @Test
    void aBlockedPort25IsNoTroubleOfAUnitOn587() throws LinkException {
        open();
        block(Instant.parse("2008-09-30T15:00:00Z"));

        examine();

        assertThat(words("port_25")).contains("OP25B").contains("this unit does not use it");
        assertThat(bedside.report().blame()).isEmpty();
    }

    @Test
    void noAnswerIsNotTakenForABlock() throws LinkException {
        open();
        drop(587);

        examine();

        assertThat(bedside.result("port_587"))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failure -> {
                            assertThat(failure.words())
                                    .isEqualTo(
                                            "could not be reached: blocked on the way, or nobody"
                                                    + " there (no answer within 30 s)");
                            assertThat(failure.next()).contains("try another network");
                        });
    }

    @Test
    void whenTimeIsShortTheUsedPortComesFirstAndTheOthersShareTheRest() throws LinkException {
        open();
        drop(25, 465, 587);
        bedside.limit = Duration.ofSeconds(60);

        examine();

        assertThat(bedside.report().findings())
                .extracting(Checkup.Finding::check)
                .containsSubsequence("port_587", "port_465", "port_25", "tls");
        assertThat(bedside.result("port_587")).isInstanceOf(Result.Failure.class);
        assertThat(words("port_465")).contains("no answer within");
        assertThat(words("port_25")).contains("no answer within");
    }

    @Test
    void aBlockOfPort25ThatIsToComeIsAWarningWithItsDay() throws LinkException {
        bedside.close();
        begin("2008-06-01T00:00:00Z");
        open();
        bedside.server =
                Optional.of(MailHost.policy(25, new Auth.None(), new Tls(Tls.Mode.OFF, List.of())));

        examine();

        assertThat(bedside.result("port_25"))
                .isInstanceOfSatisfying(
                        Result.Warning.class,
                        warning ->
                                assertThat(warning.words())
                                        .contains("KDDI blocks it from 2008-09-29"));
    }

    @Test
    void aRefusedPortIsToldFromABlockedOne() {
        bedside.server = Optional.of(host.policy());
        listenNowhere();

        examine();

        assertThat(bedside.result("port_587"))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failure -> assertThat(failure.words()).startsWith("refused"));
    }

    @Test
    void overTheHostsNetworkAnUnknownNameIsTold() {
        bedside.server = Optional.of(host.policy());

        bedside.examine(new Order.Bearer.Host());

        assertThat(bedside.result("port_587"))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failure ->
                                assertThat(failure.words())
                                        .contains("the name mail.example.jp is unknown"));
    }

    @Test
    void overTheHostsNetworkNoModuleIsAskedFor() throws LinkException {
        open();

        List<Checkup.Finding> findings = bedside.examine(new Order.Bearer.Host());

        assertThat(findings)
                .extracting(Checkup.Finding::check)
                .startsWith("bearer", "clock", "dns");
        assertThat(bedside.report().blame()).isEmpty();
        assertThat(words("tls")).startsWith("STARTTLS");
    }

    private void begin(String start) {
        bedside = new Bedside(start);
        host = new MailHost(bedside);
        bedside.server = Optional.of(host.policy());
    }

    private void open() throws LinkException {
        host.open(bedside);
        bedside.server = Optional.of(host.policy());
    }

    /// A host that is there and has no mail service.
    private void listenNowhere() {
        try {
            bedside.internet.listen(MailHost.NAME, 80, (link, peer) -> link.close());
        } catch (LinkException inUse) {
            throw new IllegalStateException(inUse);
        }
    }

    private void drop(int... ports) {
        bedside.air =
                bedside.air.withBlocks(
                        IntStream.of(ports)
                                .mapToObj(port -> new PortBlock(port, Instant.MIN, List.of()))
                                .toList());
    }

    private void block(Instant from) {
        bedside.air = bedside.air.withBlocks(List.of(new PortBlock(25, from, List.of())));
    }

    private void examine() {
        bedside.buildIn();
        bedside.examine();
    }

    private Tls trusting() {
        return new Tls(Tls.Mode.REQUIRED, List.of(host.authority()));
    }

    private void assertRefused(String check, String words, String next) {
        Consumer<Result.Failure> asExpected =
                failure -> {
                    assertThat(failure.blame()).isEqualTo(Blame.REFUSED);
                    assertThat(failure.words()).contains(words);
                    assertThat(failure.next()).contains(next);
                };
        assertThat(bedside.result(check)).isInstanceOfSatisfying(Result.Failure.class, asExpected);
    }

    private String words(String check) {
        return bedside.result(check) instanceof Result.Ok ok
                ? ok.words()
                : bedside.result(check).toString();
    }
}
