package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.live.Kadec21;
import org.kadec21.live.LabProvider;
import org.kadec21.live.Program;

import java.nio.file.Path;
import java.time.Duration;

/// Our PPP, IP and TCP against slirp's, and what crossed the link as tshark reads it.
@Tag("foreign")
@Execution(ExecutionMode.CONCURRENT)
class SlirpTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static LabProvider provider;

    @TempDir private Path folder;

    @BeforeAll
    static void startTheProvider(@TempDir Path home) {
        provider = LabProvider.start(home);
    }

    @AfterAll
    static void stopTheProvider() {
        provider.close();
    }

    /// slirp asks for Van Jacobson's compression of headers each time, which we do not have.
    @ParameterizedTest
    @CsvSource({
        "'', PPP IPCP 14 Configuration Reject",
        "+pap, PPP PAP",
        "+chap, PPP CHAP",
        "mtu 296, Len=256"
    })
    void deliversAMailThroughACall(String option, String crossed) throws Exception {
        try (ForeignNetwork slirp = Slirp.start(folder, options(option))) {
            DialledMail mail = new DialledMail(folder, provider);
            Program submit = mail.submit(slirp.port(), Slirp.THIS_MACHINE, "open-sesame");

            assertThat(submit.awaitExit(LIMIT)).as(submit.story()).isZero();
            assertThat(submit.out().getFirst()).contains("accepted");
            assertThat(slirp.story()).contains("call over").endsWith("> AT+CFUN=0", "> AT+CFUN?");
            assertThat(mail.faults()).isEmpty();
            assertThat(mail.frames()).contains(crossed).contains("[FIN");
        }
    }

    @ParameterizedTest
    @CsvSource({"+pap", "+chap"})
    void saysThatThePasswordIsWrong(String option) throws Exception {
        try (ForeignNetwork slirp = Slirp.start(folder, option)) {
            DialledMail mail = new DialledMail(folder, provider);
            Program submit = mail.submit(slirp.port(), Slirp.THIS_MACHINE, "wrong");

            assertThat(submit.awaitExit(LIMIT)).as(submit.story()).isEqualTo(69);
            assertThat(String.join(" ", submit.out()))
                    .contains("check user and password of the packet network");
            assertThat(slirp.story()).endsWith("> AT+CFUN=0", "> AT+CFUN?");
        }
    }

    @Test
    void theDoctorTellsTheStepsOfACallApart() throws Exception {
        try (ForeignNetwork slirp = Slirp.start(folder)) {
            Program doctor =
                    Kadec21.start(
                            folder,
                            "doctor",
                            "--serial",
                            slirp.port(),
                            "--bearer",
                            "ppp",
                            "--server",
                            Slirp.THIS_MACHINE + ":" + provider.port("submission"),
                            "--ca",
                            provider.ca().toString());

            doctor.awaitExit(LIMIT);

            assertThat(doctor.out()).anyMatch(line -> line.startsWith("ok    dial "));
            assertThat(doctor.out()).anyMatch(line -> line.startsWith("ok    lcp "));
            assertThat(doctor.out()).anyMatch(line -> line.startsWith("ok    ppp_auth "));
            assertThat(doctor.out()).anyMatch(line -> line.startsWith("ok    ipcp "));
            assertThat(doctor.out()).anyMatch(line -> line.contains("address 10.0.2.15"));
            assertThat(doctor.out())
                    .anyMatch(line -> line.startsWith("ok    port_" + provider.port("submission")));
        }
    }

    private static String[] options(String option) {
        return option.isEmpty() ? new String[0] : new String[] {option};
    }
}
