package org.kadec21.simulation.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kadec21.simulation.ip.Ipv4Address;

import java.time.Duration;

/// Who is let in.
class PppServerLoginTest extends ServerRig {

    @ParameterizedTest
    @EnumSource(Authentication.class)
    void givesAMemberItsAddressAndNameServers(Authentication authentication) {
        server = server(authentication, Duration.ZERO);
        TestHost host = new TestHost("me", "lab");

        talk(host, Duration.ofSeconds(10));

        assertThat(host.isUp()).isTrue();
        assertThat(opened).isEqualTo(1);
        assertThat(host.address()).isEqualTo(HOST);
        assertThat(host.nameServer()).isEqualTo(new Ipv4Address(DNS));
    }

    @ParameterizedTest
    @CsvSource({"PAP,me,wrong", "PAP,nobody,lab", "CHAP,me,wrong", "CHAP,nobody,lab", "PAP,'',''"})
    void turnsAStrangerAway(Authentication authentication, String user, String password) {
        server = server(authentication, Duration.ZERO);
        TestHost host = new TestHost(user, password);

        talk(host, Duration.ofSeconds(10));

        assertThat(host.isUp()).isFalse();
        assertThat(opened).isZero();
        assertThat(host.isTerminated()).isTrue();
        assertThat(ends).containsExactly("the user or the password is wrong");
    }

    @ParameterizedTest
    @CsvSource({
        "PAP,the host has not said who it is,40",
        "CHAP,the host does not answer the challenge,40"
    })
    void doesNotWaitForeverForAHostThatDoesNotSayWhoItIs(
            Authentication authentication, String reason, int seconds) {
        server = server(authentication, Duration.ZERO);
        openLcp();

        passes(Duration.ofSeconds(seconds));

        assertThat(ends).containsExactly(reason);
    }

    @ParameterizedTest
    @EnumSource(names = {"PAP", "CHAP"})
    void asksNobodyAndWaitsForNobodyWhileTheLinkIsNegotiatedAnew(Authentication authentication) {
        server = server(authentication, Duration.ZERO);
        openLcp();

        server.negotiateLink(now).forEach(this::take);
        passes(Duration.ofSeconds(60));

        assertThat(frames()).allMatch(frame -> frame.protocol() == Frame.LCP);
        assertThat(ends).isEmpty();
    }

    @Test
    void endsWithAHostThatRefusesToSayWhoItIs() {
        server = server(Authentication.CHAP, Duration.ZERO);
        passes(PppServer.LISTENS);
        byte[] asked = frames().getFirst().information();

        hostSays("c021" + "04%02x0009".formatted(asked[1]) + "0305c22305");
        passes(Duration.ofSeconds(10));

        assertThat(ends).containsExactly("the host does not say who it is");
    }
}
