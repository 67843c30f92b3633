package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.live.Kadec21;
import org.kadec21.live.LabProvider;
import org.kadec21.live.Program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Our PPP, IP and TCP against slirp's, and what crossed the link as tshark reads it.
@Tag("foreign")
class SlirpTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"'', ipcp", "+pap, pap", "+chap, chap"})
    void deliversAMailThroughACall(String option, String crossed) throws Exception {
        String[] options = option.isEmpty() ? new String[0] : new String[] {option};
        try (LabProvider provider = LabProvider.start(folder);
                Slirp slirp = Slirp.start(folder, options)) {
            Program submit = submit(provider, slirp, "open-sesame");

            assertThat(submit.awaitExit(LIMIT)).as(submit.story()).isZero();
            assertThat(submit.out().getFirst()).contains("accepted");
            assertThat(slirp.story()).contains("call over").last().isEqualTo("> AT+CFUN=0");
            assertThat(judged("_ws.malformed || _ws.expert.severity == 8388608")).isEmpty();
            assertThat(judged("tcp.flags.fin == 1")).isNotEmpty();
            assertThat(judged(crossed)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"+pap", "+chap"})
    void saysThatThePasswordIsWrong(String option) throws Exception {
        try (LabProvider provider = LabProvider.start(folder);
                Slirp slirp = Slirp.start(folder, option)) {
            Program submit = submit(provider, slirp, "wrong");

            assertThat(submit.awaitExit(LIMIT)).as(submit.story()).isEqualTo(69);
            assertThat(String.join(" ", submit.out()))
                    .contains("check user and password of the packet network");
            assertThat(slirp.story()).last().isEqualTo("> AT+CFUN=0");
        }
    }

    @Test
    void theDoctorTellsTheStepsOfACallApart() throws Exception {
        try (LabProvider provider = LabProvider.start(folder);
                Slirp slirp = Slirp.start(folder)) {
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

    private Program submit(LabProvider provider, Slirp slirp, String password) throws IOException {
        Path mail = folder.resolve("mail.eml");
        Files.writeString(
                mail,
                "From: lab@provider.test\nTo: lab@provider.test\nSubject: by PPP\n\n"
                        + "A line of a mail that takes more than one segment.\n".repeat(1000));
        Path secret = Files.writeString(folder.resolve("secret"), "secret\n");
        Path unit = folder.resolve("unit.yaml");
        Files.writeString(
                unit,
                Files.readString(
                                Path.of(
                                        System.getProperty("kadec21.home"),
                                        "config/units/n2-dual-band.yaml"))
                        .replaceFirst(
                                "(?m)^  password: au.*$", "  password: \"" + password + "\""));
        return Kadec21.start(
                folder,
                "submit",
                mail.toString(),
                "--server",
                Slirp.THIS_MACHINE + ":" + provider.port("submission"),
                "--pin",
                keyOf(provider),
                "--user",
                "lab",
                "--password-file",
                secret.toString(),
                "--serial",
                slirp.port(),
                "--unit",
                unit.toString(),
                "--bearer",
                "ppp",
                "--capture",
                folder.resolve("link.pcap").toString());
    }

    /// slirp gives this machine an address and no name, so that the server is known by its key.
    private String keyOf(LabProvider provider) {
        try (Program openssl =
                Program.start(
                        folder,
                        Map.of(),
                        "sh",
                        "-c",
                        "openssl s_client -connect 127.0.0.1:%d -starttls smtp </dev/null 2>/dev/null"
                                        .formatted(provider.port("submission"))
                                + " | openssl x509 -pubkey -noout | openssl pkey -pubin -outform"
                                + " der | sha256sum | cut -d' ' -f1")) {
            openssl.awaitExit(LIMIT);
            return openssl.out().getFirst();
        }
    }

    /// The frames of the capture that tshark's filter lets through.
    private String judged(String filter) {
        try (Program tshark =
                Program.start(folder, Map.of(), "tshark", "-r", "link.pcap", "-Y", filter)) {
            assertThat(tshark.awaitExit(LIMIT)).as(tshark.story()).isZero();
            return String.join("\n", tshark.out());
        }
    }
}
