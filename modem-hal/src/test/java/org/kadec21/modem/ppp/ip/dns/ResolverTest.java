package org.kadec21.modem.ppp.ip.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.modem.ppp.ip.packet.IpAddress;
import org.kadec21.modem.ppp.ip.packet.Ipv4Address;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

class ResolverTest {

    private static final long SECOND = 1_000_000_000L;
    private static final IpAddress FIRST = new Ipv4Address(0x0a000035);
    private static final IpAddress SECOND_SERVER = new Ipv4Address(0x0a000036);
    private static final IpAddress MAIL = new Ipv4Address(0xc0000219);

    private final Resolver resolver =
            new Resolver(_ -> List.of(FIRST, SECOND_SERVER), new NameCache(), new Random(1));

    private Query next(long now) {
        return resolver.transmit(now).orElseThrow();
    }

    private void answer(Query query, Messages message, long now) {
        resolver.arrived(query.server(), query.localPort(), message.bytes(), now);
    }

    private static Messages to(Query query) {
        return Messages.answering(query.message());
    }

    private Resolution lookUp(String host, long now) {
        return resolver.lookUp(host, true, false, now);
    }

    private static Lookup found(IpAddress... addresses) {
        return new Lookup.Found(List.of(addresses));
    }

    @Test
    void asksTheFirstServerAndBelievesItsAnswer() {
        Resolution mail = lookUp("Mail.Example.", 0);

        Query query = next(0);
        assertThat(Messages.asked(query.message())).isEqualTo("mail.example");
        assertThat(Messages.type(query.message())).isEqualTo(Messages.A);
        assertThat(query.server()).isEqualTo(FIRST);
        assertThat(mail.state()).isEqualTo(new Lookup.Pending());
        answer(query, to(query).address(60, 192, 0, 2, 25), SECOND);

        assertThat(mail.state()).isEqualTo(found(MAIL));
        assertThat(resolver.transmit(SECOND)).isEmpty();
        assertThat(resolver.nextDue()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void asksBothServersTwiceThenGivesUpAfterThirtySeconds() {
        Resolution mail = lookUp("mail.example", 0);
        long now = 0;

        Set<Integer> ports = new LinkedHashSet<>();
        StringBuilder asked = new StringBuilder();
        while (mail.state() instanceof Lookup.Pending) {
            Query query = next(now);
            asked.append(query.server().equals(FIRST) ? "1" : "2");
            ports.add(query.localPort());
            now = resolver.nextDue();
            resolver.due(now);
        }

        assertThat(asked).hasToString("1212");
        assertThat(now).isEqualTo(30 * SECOND);
        assertThat(ports).hasSize(4);
        assertThat(mail.state())
                .isInstanceOfSatisfying(
                        Lookup.NotFound.class,
                        none ->
                                assertThat(none.reason())
                                        .contains("mail.example", "10.0.0.54", "10 s"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5})
    void asksTheOtherServerAtOnceWhenOneCannotSay(int code) {
        Resolution mail = lookUp("mail.example", 0);
        Query query = next(0);

        answer(query, to(query).flags(0x8180 | code), SECOND);

        Query other = next(SECOND);
        assertThat(other.server()).isEqualTo(SECOND_SERVER);
        answer(other, to(other).address(60, 192, 0, 2, 25), 2 * SECOND);
        assertThat(mail.state()).isEqualTo(found(MAIL));
    }

    /// Behind a new packet context a server may need a moment.
    @Test
    void asksAgainAfterAPauseWhereEveryServerAnswersThatItCannotSay() {
        Resolution mail = lookUp("mail.example", 0);
        List<Long> asked = new ArrayList<>();
        long now = 0;

        while (mail.state() instanceof Lookup.Pending) {
            Optional<Query> query = resolver.transmit(now);
            if (query.isEmpty()) {
                now = resolver.nextDue();
                resolver.due(now);
            } else if (now < 2 * SECOND) {
                asked.add(now / SECOND);
                answer(query.get(), to(query.get()).flags(0x8182), now);
            } else {
                asked.add(now / SECOND);
                answer(query.get(), to(query.get()).address(60, 192, 0, 2, 25), now);
            }
        }

        assertThat(mail.state()).isEqualTo(found(MAIL));
        assertThat(asked).containsExactly(0L, 0L, 1L, 1L, 6L);
    }

    @Test
    void saysWhatTheServersAnsweredWhenItGivesUp() {
        Resolution mail = lookUp("mail.example", 0);
        long now = 0;

        while (mail.state() instanceof Lookup.Pending) {
            Optional<Query> query = resolver.transmit(now);
            if (query.isEmpty()) {
                now = resolver.nextDue();
                resolver.due(now);
            } else {
                answer(query.get(), to(query.get()).flags(0x8185), now);
            }
        }

        assertThat(now).isEqualTo(6 * SECOND);
        assertThat(mail.state())
                .isInstanceOfSatisfying(
                        Lookup.NotFound.class,
                        none -> assertThat(none.reason()).contains("REFUSED"));
    }

    @Test
    void believesAtOnceThatThereIsNoSuchName() {
        Resolution mail = lookUp("mail.example", 0);
        Query query = next(0);

        answer(query, to(query).flags(0x8183), SECOND);

        assertThat(mail.state())
                .isInstanceOfSatisfying(
                        Lookup.NotFound.class,
                        none -> assertThat(none.reason()).contains("no such name"));
    }

    @Test
    void asksNothingThatItKnowsUntilItsTimeIsOver() {
        lookUp("mail.example", 0);
        Query query = next(0);
        answer(query, to(query).address(60, 192, 0, 2, 25), 0);

        assertThat(lookUp("MAIL.example", 59 * SECOND).state()).isEqualTo(found(MAIL));
        assertThat(resolver.transmit(59 * SECOND)).isEmpty();
        assertThat(lookUp("mail.example", 60 * SECOND).state()).isEqualTo(new Lookup.Pending());
    }

    @Test
    void keepsNoAnswerForLongerThanADay() {
        lookUp("mail.example", 0);
        Query query = next(0);
        answer(query, to(query).address(Integer.MAX_VALUE, 192, 0, 2, 25), 0);

        assertThat(lookUp("mail.example", 86_399 * SECOND).state()).isEqualTo(found(MAIL));
        assertThat(lookUp("mail.example", 86_400 * SECOND).state()).isEqualTo(new Lookup.Pending());
    }

    @Test
    void followsAliasesWithinAnAnswerAndKeepsTheShortestTime() {
        Resolution mail = lookUp("mail.example", 0);
        Query query = next(0);
        byte[] asked = Messages.name("mail.example");
        byte[] real = Messages.name("mx1.hosting.test");

        answer(
                query,
                to(query)
                        .record(asked, Messages.CNAME, 10, real)
                        .record(real, Messages.A, 600, Messages.octets(192, 0, 2, 25)),
                0);

        assertThat(mail.state()).isEqualTo(found(MAIL));
        assertThat(lookUp("mail.example", 10 * SECOND).state()).isEqualTo(new Lookup.Pending());
    }

    @Test
    void asksForTheTargetOfAnAliasThatCameAlone() {
        Resolution mail = lookUp("mail.example", 0);
        Query query = next(0);
        answer(
                query,
                to(query)
                        .record(
                                Messages.name("mail.example"),
                                Messages.CNAME,
                                10,
                                Messages.name("mx1.hosting.test")),
                0);

        Query target = next(0);
        assertThat(Messages.asked(target.message())).isEqualTo("mx1.hosting.test");
        answer(target, to(target).address(60, 192, 0, 2, 25), 0);

        assertThat(mail.state()).isEqualTo(found(MAIL));
    }

    @Test
    void followsNoMoreThanEightAliases() {
        Resolution mail = lookUp("a0.example", 0);
        int asked = 0;

        while (mail.state() instanceof Lookup.Pending) {
            Query query = next(0);
            asked++;
            answer(
                    query,
                    to(query)
                            .record(
                                    Messages.name(Messages.asked(query.message())),
                                    Messages.CNAME,
                                    10,
                                    Messages.name("a" + asked + ".example")),
                    0);
        }

        assertThat(asked).isEqualTo(9);
        assertThat(mail.state()).isInstanceOf(Lookup.NotFound.class);
    }

    @Test
    void believesNothingThatDoesNotFitItsQuestion() {
        Resolution mail = lookUp("mail.example", 0);
        Query query = next(0);
        byte[] forged = to(query).address(60, 203, 0, 113, 66).bytes();
        byte[] otherId = forged.clone();
        otherId[1]++;
        byte[] otherName = forged.clone();
        otherName[14]++;
        byte[] otherType = forged.clone();
        otherType[query.message().length - 3]++;
        byte[] aQuestion = forged.clone();
        aQuestion[2] &= 0x7f;
        byte[] twoQuestions = forged.clone();
        twoQuestions[5] = 2;

        resolver.arrived(SECOND_SERVER, query.localPort(), forged, 0);
        resolver.arrived(FIRST, query.localPort() - 1, forged, 0);
        for (byte[] wrong : List.of(otherId, otherName, otherType, aQuestion, twoQuestions)) {
            resolver.arrived(FIRST, query.localPort(), wrong, 0);
        }

        assertThat(mail.state()).isEqualTo(new Lookup.Pending());
        answer(query, to(query).address(60, 192, 0, 2, 25), 0);
        assertThat(mail.state()).isEqualTo(found(MAIL));
    }

    @Test
    void takesNoAddressOfAnotherName() {
        Resolution mail = lookUp("mail.example", 0);
        Query query = next(0);

        answer(
                query,
                to(query)
                        .record(
                                Messages.name("bank.example"),
                                Messages.A,
                                60,
                                Messages.octets(203, 0, 113, 66))
                        .address(60, 192, 0, 2, 25),
                0);

        assertThat(mail.state()).isEqualTo(found(MAIL));
        assertThat(lookUp("bank.example", 0).state()).isEqualTo(new Lookup.Pending());
    }

    @Test
    void hearsNoAnswerThatIsLate() {
        Resolution mail = lookUp("mail.example", 0);
        Query query = next(0);
        resolver.due(5 * SECOND);

        answer(query, to(query).address(60, 192, 0, 2, 25), 5 * SECOND);

        assertThat(mail.state()).isEqualTo(new Lookup.Pending());
    }

    @Test
    void asksByTcpForAnAnswerThatWasCutShort() {
        Resolution mail = lookUp("mail.example", 0);
        Query query = next(0);
        answer(query, to(query).flags(0x8380), 0);

        Query streamed = next(0);
        assertThat(streamed.stream()).isTrue();
        assertThat(streamed.server()).isEqualTo(FIRST);
        answer(streamed, to(streamed).address(60, 192, 0, 2, 25), 0);

        assertThat(mail.state()).isEqualTo(found(MAIL));
    }

    @Test
    void asksForBothVersionsAndPutsIpv6First() {
        Resolution mail = resolver.lookUp("mail.example", true, true, 0);
        Query six = next(0);
        Query four = next(0);
        answer(four, to(four).address(60, 192, 0, 2, 25), 0);
        assertThat(mail.state()).isEqualTo(new Lookup.Pending());

        answer(
                six,
                to(six).address(60, 0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 25),
                0);

        assertThat(mail.state())
                .isEqualTo(found(IpAddress.parse("2001:db8::19").orElseThrow(), MAIL));
    }

    @Test
    void waitsNoLongerThanThreeSecondsForTheOtherVersion() {
        Resolution mail = resolver.lookUp("mail.example", true, true, 0);
        next(0);
        Query four = next(0);
        answer(four, to(four).address(60, 192, 0, 2, 25), SECOND);

        assertThat(resolver.nextDue()).isEqualTo(4 * SECOND);
        resolver.due(4 * SECOND);

        assertThat(mail.state()).isEqualTo(found(MAIL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a..b", "-a.example", "a b", "mail_.example!", "ex\u00e4mple"})
    void looksNothingUpThatIsNoName(String host) {
        assertThat(lookUp(host, 0).state())
                .isInstanceOfSatisfying(
                        Lookup.NotFound.class,
                        none -> assertThat(none.reason()).contains("\"" + host + "\""));
    }

    @Test
    void saysSoWhenThereIsNobodyToAsk() {
        Resolver alone = new Resolver(_ -> List.of(), new NameCache(), new Random(1));

        assertThat(alone.lookUp("mail.example", true, false, 0).state())
                .isInstanceOfSatisfying(
                        Lookup.NotFound.class,
                        none ->
                                assertThat(none.reason())
                                        .contains("DNS server", "give the server's address"));
    }

    @Test
    void keepsThirtyTwoAnswersAtMost() {
        for (int host = 0; host <= NameCache.MOST; host++) {
            lookUp("h" + host + ".example", 0);
            Query query = next(0);
            answer(query, to(query).address(60, 192, 0, 2, 25), 0);
        }

        assertThat(lookUp("h0.example", 0).state()).isEqualTo(new Lookup.Pending());
        assertThat(lookUp("h1.example", 0).state()).isEqualTo(found(MAIL));
    }
}
