package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.NotConnectedException;
import org.kadec21.hal.NotConnectedException.Why;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

class ConnectTroubleTest {

    private static final String WORDS = "expected a connection to mail.lab:25, nobody answered";

    private static String reason(IOException failure, int port) {
        return ConnectTrouble.of(failure, "mail.lab", port).reason();
    }

    @ParameterizedTest
    @EnumSource(names = {"SILENT", "REFUSED"})
    void advisesAnotherPortWhereTheServerWasTried(Why why) {
        assertThat(reason(new NotConnectedException(why, WORDS), 25))
                .isEqualTo(
                        WORDS
                                + "; networks block port 25 towards foreign servers, submission is"
                                + " port 587");
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN_NAME", "UNREACHABLE"})
    void advisesNothingAboutThePortWhereNothingGotAsFarAsTheServer(Why why) {
        assertThat(reason(new NotConnectedException(why, WORDS), 25)).isEqualTo(WORDS);
        assertThat(reason(new NotConnectedException(why, WORDS), 587)).isEqualTo(WORDS);
    }

    @Test
    void advisesNothingAboutThePortOfANameThatThisMachineDoesNotKnow() {
        IOException unknown = new UnknownHostException("mail.lab");
        IOException told = new NotConnectedException(Why.UNKNOWN_NAME, WORDS, unknown);

        assertThat(reason(unknown, 25)).isEqualTo("no connection to mail.lab:25: mail.lab");
        assertThat(reason(told, 25)).doesNotContain("587");
    }

    @Test
    void saysWhereToWhenTheFailureDoesNot() {
        assertThat(reason(new ConnectException("Connection refused"), 587))
                .isEqualTo(
                        "no connection to mail.lab:587: Connection refused; check the server's name"
                                + " and port, and the way there");
        assertThat(reason(new SocketTimeoutException("Read timed out"), 587))
                .startsWith("no answer in time from mail.lab:587; check");
    }

    @Test
    void advisesAnotherPortWhereAModuleDoesNotSayWhatWentWrong() {
        assertThat(reason(new LinkException("expected a connection, error 566"), 25))
                .startsWith("expected a connection, error 566; networks block port 25");
    }
}
