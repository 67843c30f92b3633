package org.kadec21.submission.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Network;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A real server with a script, one dialogue for each connection. A line of a dialogue is
///
/// - `< text`: the server says it, with CRLF; `<| text` without line end; `\n` within it is a bare
///   line feed, `\r\n` a line end;
/// - `> regex`: the client says such a line; `>. ` a body up to the lone dot; `>chunk` the bytes
///   that the BDAT line before announced; `># n` that many bytes;
/// - `! close`, `! wait PT11M`, `! tls` or `! tls TLSv1.2`, `! drip PT4M text` (a byte each time):
///   what else a server can do.
///
/// After the last line it reads until the client closes.
public final class ScriptedServer implements Network.Acceptor {

    private static final Pattern BDAT = Pattern.compile("BDAT ([0-9]+) LAST");

    private final Tasks tasks;
    private final Time time;
    private final Network network;
    private final Optional<SSLContext> tls;
    private final Queue<String> dialogues;
    private final List<String> received = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private int connections;

    public ScriptedServer(
            Tasks tasks,
            Time time,
            Network network,
            Optional<SSLContext> tls,
            List<String> dialogues) {
        this.tasks = tasks;
        this.time = time;
        this.network = network;
        this.tls = tls;
        this.dialogues = new ArrayDeque<>(dialogues);
    }

    /// Every line the client has sent, in the order of arrival.
    public List<String> received() {
        return received;
    }

    /// Every complete body, as it came over the wire.
    public List<String> bodies() {
        return bodies;
    }

    public int connections() {
        return connections;
    }

    @Override
    public void accept(ByteLink link, String peer) {
        connections++;
        String dialogue = dialogues.remove();
        tasks.start(
                "server " + connections,
                () -> {
                    try {
                        new Conversation(new LinkSocket(link, network, time)).play(dialogue);
                    } catch (LinkException hungUp) {
                        // the client may leave when it likes; what it should have said is asserted
                        // where it is read
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } finally {
                        link.close();
                    }
                });
    }

    private final class Conversation {
        private Socket socket;

        Conversation(Socket socket) {
            this.socket = socket;
        }

        void play(String dialogue) throws IOException {
            for (String line : dialogue.lines().map(String::strip).toList()) {
                if (line.equals("! close")) {
                    socket.close();
                    return;
                }
                step(line);
            }
            Optional<String> rest = readLine();
            while (rest.isPresent()) {
                rest = readLine();
            }
        }

        private void step(String line) throws IOException {
            switch (line.split(" ", 2)[0]) {
                case "<" -> say(line.substring(2) + "\\r\\n");
                case "<|" -> say(line.substring(3));
                case ">" ->
                        assertThat(readLine().orElse("[end of stream]")).matches(line.substring(2));
                case ">." -> readBody();
                case ">chunk" -> readChunk();
                case ">#" -> readBytes(Integer.parseInt(line.substring(3)));
                case "!" -> act(line.substring(2).split(" ", 3));
                case "" -> {}
                default -> throw new IllegalArgumentException("a dialogue has no \"" + line + "\"");
            }
        }

        private void act(String[] words) throws IOException {
            switch (words[0]) {
                case "wait" -> tasks.sleepUntil(time.after(Duration.parse(words[1])));
                case "tls" -> startTls(Arrays.copyOfRange(words, 1, words.length));
                case "drip" -> drip(Duration.parse(words[1]), words[2]);
                default -> throw new IllegalArgumentException("a server cannot " + words[0]);
            }
        }

        /// @param versions those to speak; empty for all
        private void startTls(String... versions) throws IOException {
            SSLSocket secured =
                    (SSLSocket)
                            tls.orElseThrow()
                                    .getSocketFactory()
                                    .createSocket(socket, "client", 0, true);
            secured.setUseClientMode(false);
            if (versions.length > 0) {
                secured.setEnabledProtocols(versions);
            }
            socket = secured;
            try {
                secured.startHandshake();
            } catch (javax.net.ssl.SSLException e) {
                throw new LinkException("the client refused our certificate", e);
            }
        }

        private void drip(Duration pause, String text) throws IOException {
            for (int i = 0; i < text.length(); i++) {
                tasks.sleepUntil(time.after(pause));
                say(text.substring(i, i + 1));
            }
        }

        private void say(String text) throws IOException {
            String bytes = text.replace("\\r", "\r").replace("\\n", "\n");
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
        }

        private Optional<String> readLine() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int next = read();
            while (next >= 0 && next != '\n') {
                line.write(next);
                next = read();
            }
            if (next < 0 && line.size() == 0) {
                return Optional.empty();
            }
            String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
            received.add(text);
            return Optional.of(text);
        }

        private void readBody() throws IOException {
            StringBuilder body = new StringBuilder();
            String line = readLine().orElseThrow();
            while (!line.equals(".")) {
                body.append(line).append("\r\n");
                line = readLine().orElseThrow();
            }
            bodies.add(body.toString());
        }

        private void readChunk() throws IOException {
            Matcher command = BDAT.matcher(received.getLast());
            assertThat(command.matches()).as("a BDAT line before the chunk").isTrue();
            bodies.add(readBytes(Integer.parseInt(command.group(1))));
        }

        private String readBytes(int count) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int i = 0; i < count; i++) {
                bytes.write(read());
            }
            return bytes.toString(StandardCharsets.UTF_8);
        }

        private int read() throws IOException {
            return socket.getInputStream().read();
        }
    }
}
