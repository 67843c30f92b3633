package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.live.LabProvider;
import org.kadec21.live.Program;

import java.nio.file.Path;
import java.time.Duration;

/// Our PPP and TCP against Linux's, and pppd as the network that answers the call. It asks for
/// compression of packets and of headers each time, and offers IPv6.
@Tag("foreign")
@Execution(ExecutionMode.CONCURRENT)
class PppdNetworkTest {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static LabProvider provider;

    @TempDir private Path folder;

    @BeforeAll
    static void start(@TempDir Path home) {
        provider = LabProvider.start(home);
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    /// The second network asks for the password each second, wants every control character escaped
    /// and packets of one byte more than it takes to be even.
    @ParameterizedTest
    @CsvSource({
        "auth require-pap, PPP PAP",
        "auth require-chap chap-interval 1 asyncmap ffffffff mru 1001, PPP CHAP"
    })
    void deliversAMailThroughACall(String options, String crossed) throws Exception {
        try (ForeignNetwork pppd = PppdGuest.network(folder, provider, options.split(" "))) {
            DialledMail mail = new DialledMail(folder, provider);
            Program submit = mail.submit(pppd.port(), PppdGuest.NETWORK, "open-sesame");

            int exitCode = submit.awaitExit(LIMIT);

            assertThat(PppdGuest.said(folder)).contains("sent [LCP TermAck");
            assertThat(exitCode).as(submit.story()).isZero();
            assertThat(submit.out().getFirst()).contains("accepted");
            assertThat(mail.faults()).isEmpty();
            assertThat(mail.frames()).contains(crossed).contains(PppdGuest.CALLER).contains("[FIN");
        }
    }
}
