package org.kadec21.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A crowd that nobody knows, with mails that do not end, against a provider with little memory.
@Tag("full")
final class CrowdedProviderTest {

    private static final int HEAP_MIB = 256;
    private static final int CROWD = 60;
    private static final int LINES = 30_000;
    private static final int PATIENCE_MS = 60_000;
    private static final String ENVELOPE =
            "EHLO x\r\nMAIL FROM:<a@elsewhere.test>\r\nRCPT TO:<watch@provider.test>\r\nDATA\r\n";

    @TempDir private Path folder;

    @Test
    void sixtyUnfinishedMailsOfThirtyMegabytesLeaveRoomForAGoodClient() throws IOException {
        byte[] text = ("x".repeat(998) + "\r\n").repeat(LINES).getBytes(StandardCharsets.US_ASCII);
        List<Client> crowd = new ArrayList<>();
        try (Program provider = Kadec21.startSmall(HEAP_MIB, folder, "provider")) {
            JsonNode ready = Kadec21.awaitReady(provider);
            int port = ready.get("relay_port").asInt();
            for (int i = 0; i < CROWD; i++) {
                Client client = Client.connect(port);
                crowd.add(client);
                client.say(ENVELOPE);
                client.await("354 ");
                client.say(text);
            }

            assertThat(aGoodMail(port)).startsWith("250 2.0.0 Ok: queued as");
            crowd.getLast().say(".\r\n");
            assertThat(crowd.getLast().await("452 "))
                    .startsWith("452 4.3.1 Error: insufficient system storage");
            assertThat(provider.isAlive()).as(provider.story()).isTrue();
            assertThat(provider.err()).noneMatch(line -> line.contains("OutOfMemoryError"));
        } finally {
            for (Client client : crowd) {
                client.close();
            }
        }
    }

    private static String aGoodMail(int port) throws IOException {
        try (Client client = Client.connect(port)) {
            client.say(ENVELOPE);
            client.await("354 ");
            client.say("Subject: high wind\r\n\r\n15 m/s\r\n.\r\n");
            return client.await("250 2.0.0");
        }
    }

    private record Client(Socket socket) implements AutoCloseable {

        static Client connect(int port) throws IOException {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MS);
            return new Client(socket);
        }

        void say(String words) throws IOException {
            say(words.getBytes(StandardCharsets.US_ASCII));
        }

        void say(byte[] octets) throws IOException {
            socket.getOutputStream().write(octets);
        }

        /// The first line that starts like this.
        String await(String start) throws IOException {
            String line = line();
            while (!line.startsWith(start)) {
                line = line();
            }
            return line;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            int octet = socket.getInputStream().read();
            while (octet != '\n') {
                if (octet < 0) {
                    throw new IOException("hung up behind " + line);
                }
                line.append((char) octet);
                octet = socket.getInputStream().read();
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
