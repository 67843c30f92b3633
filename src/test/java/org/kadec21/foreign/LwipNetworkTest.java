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
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.live.LabProvider;
import org.kadec21.live.Program;

import java.nio.file.Path;
import java.time.Duration;

/// Our PPP and TCP against lwIP's as the network that answers the call.
@Tag("foreign")
@Execution(ExecutionMode.CONCURRENT)
class LwipNetworkTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /// The network's end of the call, which stands for this machine.
    private static final String THIS_MACHINE = "10.9.0.1";

    private static LwipPrograms programs;
    private static LabProvider provider;

    @TempDir private Path folder;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        programs = LwipPrograms.built();
        provider = LabProvider.start(home);
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @ParameterizedTest
    @CsvSource({"none, PPP IPCP", "pap, PPP PAP", "chap, PPP CHAP"})
    void deliversAMailThroughACall(String authentication, String crossed) throws Exception {
        try (ForeignNetwork network = network(authentication)) {
            DialledMail mail = new DialledMail(folder, provider);
            Program submit = mail.submit(network.port(), THIS_MACHINE, "open-sesame");

            assertThat(submit.awaitExit(LIMIT)).as(submit.story()).isZero();
            assertThat(submit.out().getFirst()).contains("accepted");
            assertThat(network.story()).contains("call over").endsWith("> AT+CFUN=0", "> AT+CFUN?");
            assertThat(mail.faults()).isEmpty();
            assertThat(mail.frames()).contains(crossed).contains("10.9.0.2").contains("[FIN");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pap", "chap"})
    void saysThatThePasswordIsWrong(String authentication) throws Exception {
        try (ForeignNetwork network = network(authentication)) {
            DialledMail mail = new DialledMail(folder, provider);
            Program submit = mail.submit(network.port(), THIS_MACHINE, "wrong");

            assertThat(submit.awaitExit(LIMIT)).as(submit.story()).isEqualTo(69);
            assertThat(String.join(" ", submit.out()))
                    .contains("check user and password of the packet network");
        }
    }

    private ForeignNetwork network(String authentication) {
        return ForeignNetwork.start(
                folder,
                programs.answerer().toString(),
                authentication,
                "au",
                "open-sesame",
                String.valueOf(provider.port("submission")));
    }
}
