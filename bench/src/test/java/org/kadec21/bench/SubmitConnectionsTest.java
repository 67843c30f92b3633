package org.kadec21.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.firmware.ExitCode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// How often `submit` opens a connection for several mails.
@Timeout(60)
class SubmitConnectionsTest {

    @TempDir private Path folder;

    @Test
    void aConnectionThatCouldNotBeOpenedIsNotTriedAgainForTheNextMails() throws Exception {
        assertThat(connections("")).isEqualTo(1);
    }

    @Test
    void aServerThatTurnsUsAwayIsAskedOnce() throws Exception {
        assertThat(connections("421 4.3.2 closing\r\n")).isEqualTo(1);
    }

    /// Connections that three mails cost at a server that says `greeting` and hangs up.
    private int connections(String greeting) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            AtomicInteger accepted = new AtomicInteger();
            Future<Void> serving = threads.submit(() -> hangUp(listening, greeting, accepted));
            List<String> line =
                    new ArrayList<>(
                            List.of(
                                    "submit",
                                    "--json",
                                    "--tls",
                                    "off",
                                    "--server",
                                    "127.0.0.1:" + listening.getLocalPort()));
            for (String name : List.of("one", "two", "three")) {
                line.add(mail(name));
            }
            StringWriter out = new StringWriter();

            int code =
                    Main.commandLine()
                            .setOut(new PrintWriter(out))
                            .execute(line.toArray(String[]::new));

            assertThat(code).as(out.toString()).isEqualTo(ExitCode.DEFERRED);
            assertThat(out.toString().lines()).hasSize(3);
            assertThat(serving).isNotDone();
            return accepted.get();
        }
    }

    private static Void hangUp(ServerSocket listening, String greeting, AtomicInteger accepted)
            throws IOException {
        while (true) {
            try (var client = listening.accept()) {
                accepted.incrementAndGet();
                client.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private String mail(String name) throws IOException {
        return Files.writeString(
                        folder.resolve(name + ".eml"), "From: u@x.test\nTo: a@x.test\n\nhi\n")
                .toString();
    }
}
