package org.kadec21.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.firmware.ExitCode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// `submit` at a server that announces CHUNKING, does not know BDAT, and takes the mail's text for
/// commands.
@Timeout(60)
class RefusedChunkTest {

    @TempDir private Path folder;

    @Test
    void sendsEachMailInTheSameRunByData() throws Exception {
        String first = mail("first");
        String second = mail("second");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Future<List<String>> bodies = threads.submit(() -> serve(listening, 2));

            StringWriter out = new StringWriter();
            int code =
                    Main.commandLine()
                            .setOut(new PrintWriter(out))
                            .execute(
                                    "submit",
                                    "--json",
                                    "--tls",
                                    "off",
                                    "--server",
                                    "127.0.0.1:" + listening.getLocalPort(),
                                    first,
                                    second);

            assertThat(code).as(out.toString()).isEqualTo(ExitCode.OK);
            assertThat(bodies.get()).containsExactly("first", "second");
        }
    }

    private String mail(String text) throws IOException {
        String head = "From: u@x.test\nTo: a@x.test\n\n";
        return Files.writeString(folder.resolve(text + ".eml"), head + text + "\n").toString();
    }

    /// The last lines of the mails that came, over so many connections at most.
    private static List<String> serve(ServerSocket listening, int connections) throws IOException {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            try (Socket client = listening.accept()) {
                talk(client, bodies);
            } catch (SocketException gone) {
                // the client leaves a server that is out of step
            }
        }
        return bodies;
    }

    private static void talk(Socket client, List<String> bodies) throws IOException {
        BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        say(client, "220 x ESMTP");
        String line = lines.readLine();
        while (line != null) {
            String command = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            switch (command) {
                case "EHLO" -> say(client, "250-x\r\n250-PIPELINING\r\n250 CHUNKING");
                case "MAIL", "RCPT", "RSET" -> say(client, "250 ok");
                case "QUIT" -> say(client, "221 bye");
                case "DATA" -> {
                    say(client, "354 go");
                    bodies.add(lastLine(lines));
                    say(client, "250 2.0.0 queued");
                }
                default -> say(client, "502 5.5.2 command not recognized");
            }
            line = lines.readLine();
        }
    }

    private static String lastLine(BufferedReader lines) throws IOException {
        String last = "";
        String line = lines.readLine();
        while (!line.equals(".")) {
            last = line;
            line = lines.readLine();
        }
        return last;
    }

    private static void say(Socket client, String reply) throws IOException {
        client.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
