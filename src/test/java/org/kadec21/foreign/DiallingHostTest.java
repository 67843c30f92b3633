package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.foreign.DiallingHost.Member;
import org.kadec21.foreign.ModulePort.Ended;
import org.kadec21.live.Kadec21;
import org.kadec21.live.LabProvider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A host whose PPP and TCP nobody here wrote dials the simulated module, and gets through it to
/// servers of this machine.
@Tag("foreign")
@Execution(ExecutionMode.CONCURRENT)
class DiallingHostTest {

    private static final String PAGE = "Wind and rain.\n".repeat(3000);
    private static final Member LAB = new Member("au@lab", "secret word");

    /// The network's end of the call, which stands for this machine.
    private static final String THIS_MACHINE = "10.64.64.64";

    private static LwipPrograms programs;
    private static HttpServer web;

    @TempDir private Path folder;

    @BeforeAll
    static void build() throws Exception {
        programs = LwipPrograms.built();
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext(
                "/page",
                exchange -> {
                    byte[] page = PAGE.getBytes(StandardCharsets.US_ASCII);
                    exchange.sendResponseHeaders(200, page.length);
                    exchange.getResponseBody().write(page);
                    exchange.close();
                });
        web.start();
    }

    @AfterAll
    static void stopTheWeb() {
        web.stop(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"none", "pap", "chap", "pap:au@lab:secret word", "chap:au@lab:secret word"})
    void fetchesAPage(String authentication) throws Exception {
        try (ModulePort port = port("page", "--ppp-auth", authentication)) {
            Ended ended =
                    host().run(port, LAB, THIS_MACHINE, web.getAddress().getPort(), fetching());

            assertThat(ended.exitCode()).as(ended.said()).isZero();
            assertThat(ended.said()).contains("\r\n\r\n" + PAGE).contains(" dns 10.64.64.53");
        }
    }

    @Test
    void fetchesAPageFromAHostThatItKnowsByName() throws Exception {
        try (ModulePort port = port("name")) {
            Ended ended =
                    host().run(port, LAB, "localhost", web.getAddress().getPort(), fetching());

            assertThat(ended.exitCode()).as(ended.said()).isZero();
            assertThat(ended.said()).contains("\r\n\r\n" + PAGE);
        }
    }

    @Test
    void fetchesAPageOverASlowAirThatLosesPackets() throws Exception {
        Path slow = folder.resolve("slow.yaml");
        Path standard = Kadec21.home().resolve("config").resolve("carriers").resolve("au-net.yaml");
        Files.writeString(slow, Files.readString(standard) + "packet-calls: {loss-percent: 2}\n");
        try (ModulePort port = port("slow", "--carrier", slow.toString())) {
            Ended ended =
                    host().run(port, LAB, THIS_MACHINE, web.getAddress().getPort(), fetching());

            assertThat(ended.exitCode()).as(ended.said()).isZero();
            assertThat(ended.said()).contains("\r\n\r\n" + PAGE);
        }
    }

    @Test
    void leavesACaptureInWhichTsharkFindsNothingMalformed() throws Exception {
        Path capture = folder.resolve("call.pcap");
        try (ModulePort port =
                port("capture", "--capture", capture.toString(), "--ppp-auth", "pap")) {
            host().run(port, LAB, THIS_MACHINE, web.getAddress().getPort(), fetching());
        }

        List<String> frames = tshark(capture, "frame");
        assertThat(tshark(capture, "_ws.malformed || tcp.checksum.status == 0")).isEmpty();
        assertThat(frames)
                .anyMatch(frame -> frame.contains("PPP LCP") && frame.contains("Request"))
                .anyMatch(frame -> frame.contains("PPP PAP") && !frame.contains("secret word"))
                .anyMatch(frame -> frame.contains("PPP IPCP"))
                .anyMatch(frame -> frame.contains("GET /page HTTP/1.0"))
                .anyMatch(frame -> frame.contains("Termination Ack"));
    }

    private static List<String> tshark(Path capture, String filter) throws Exception {
        Process process =
                new ProcessBuilder(
                                "tshark",
                                "-o",
                                "tcp.check_checksum:TRUE",
                                "-r",
                                capture.toString(),
                                "-Y",
                                filter)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    @ParameterizedTest
    @CsvSource({"pap", "chap"})
    void isTurnedAwayWithAWrongPassword(String authentication) throws Exception {
        try (ModulePort port = port("stranger", "--ppp-auth", authentication + ":au@lab:another")) {
            Ended ended =
                    host().run(port, LAB, THIS_MACHINE, web.getAddress().getPort(), fetching());

            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.said()).contains("down: ").doesNotContain("up: ");
        }
    }

    @Test
    void noticesThatNobodyListens() throws Exception {
        try (ModulePort port = port("refused")) {
            Ended ended = host().run(port, LAB, THIS_MACHINE, 1, fetching());

            assertThat(ended.said()).contains("up: ").contains("failed: TCP failed");
        }
    }

    @Test
    void noticesThatCoverageIsLost() throws Exception {
        Path scenario =
                Files.writeString(
                        folder.resolve("tunnel.yaml"),
                        """
                        schema: kadec21/scenario/1
                        steps:
                          - {at: 15 s, do: coverage none}
                        """);
        Path waiting = Files.writeString(folder.resolve("wait.script"), "< nothing of the kind\n");
        try (ModulePort port = port("tunnel", "--scenario", scenario.toString())) {
            Ended ended = host().run(port, LAB, THIS_MACHINE, web.getAddress().getPort(), waiting);

            assertThat(ended.said()).contains("up: ").contains("failed: ");
        }
    }

    @Test
    void sendsAMail() throws Exception {
        Path mail = Files.writeString(folder.resolve("mail.eml"), mail());
        Path script =
                Files.writeString(
                        folder.resolve("mail.script"),
                        """
                        < 220\s
                        > EHLO unit
                        < 250\s
                        > MAIL FROM:<lab@provider.test>
                        < 250\s
                        > RCPT TO:<lab@provider.test>
                        < 250\s
                        > DATA
                        < 354\s
                        = %s
                        < 250\s
                        > QUIT
                        .
                        """
                                .formatted(mail));
        try (LabProvider provider =
                        LabProvider.start(folder, "--maildir", folder.resolve("mail").toString());
                ModulePort port = port("mail")) {
            Ended ended = host().run(port, LAB, THIS_MACHINE, provider.port("relay"), script);

            assertThat(ended.exitCode()).as(ended.said()).isZero();
            assertThat(arrived()).singleElement().asString().contains("record 1999 of 2000");
        }
    }

    private static String mail() {
        StringBuilder text =
                new StringBuilder("Subject: records\r\nFrom: lab@provider.test\r\n\r\n");
        for (int i = 0; i < 2000; i++) {
            text.append("record ").append(i).append(" of 2000\r\n");
        }
        return text.append(".\r\n").toString();
    }

    private List<String> arrived() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("mail"))) {
            return files.filter(Files::isRegularFile)
                    .map(DiallingHostTest::text)
                    .filter(text -> text.contains("Subject: records"))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DiallingHost host() {
        return new DiallingHost(programs, folder);
    }

    private ModulePort port(String name, String... options) throws IOException {
        return ModulePort.open(folder.resolve("modem0"), "dialling-" + name, List.of(options));
    }

    private Path fetching() throws IOException {
        return Files.writeString(folder.resolve("get.script"), "> GET /page HTTP/1.0\n> \n.\n");
    }
}
