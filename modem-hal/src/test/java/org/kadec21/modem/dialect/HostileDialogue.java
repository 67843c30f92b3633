package org.kadec21.modem.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Secret;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Escapes;
import org.kadec21.hal.at.Trace;
import org.kadec21.hal.at.Urc;
import org.kadec21.hal.at.UrcListener;
import org.kadec21.modem.TestWorld;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A dialect's whole life against a [HostileModule]: open, connect, write, read, close. It ends in
/// bounded time, without any exception but a dead link, in the same way however the bytes are
/// grouped, and delivers no byte that was not said.
final class HostileDialogue {

    /// Between two answers of an input.
    private static final byte NEXT = 0x1d;

    private static final int READS = 6;
    private static final Duration STEP = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofHours(1);

    private final TestWorld world = new TestWorld();
    private final HostileModule module;
    private final AtPort port;
    private final PacketService packets;
    private final List<String> story = new ArrayList<>();
    private int delivered;

    private HostileDialogue(Dialect dialect, List<byte[]> answers, int piece) {
        module = new HostileModule(world, answers, piece);
        port =
                AtPort.start(
                        "line", module, world, world, dialect.urcs(), new News(), Trace.none());
        packets = dialect.packetService(port, world, world);
    }

    static void endsWell(Dialect dialect, byte[] input) {
        List<String> whole = story(dialect, input, 2048);

        assertThat(story(dialect, input, 1)).isEqualTo(whole);
    }

    /// Every task on a virtual thread, the first one too: a fuzzer needs many dialogues a second.
    private static List<String> story(Dialect dialect, byte[] input, int piece) {
        FutureTask<List<String>> told =
                new FutureTask<>(
                        () ->
                                new HostileDialogue(dialect, answers(input), piece)
                                        .run(input.length));
        Thread.ofVirtual().start(told);
        try {
            return told.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("the dialogue failed", e);
        }
    }

    private static List<byte[]> answers(byte[] input) {
        List<byte[]> answers = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= input.length; i++) {
            if (i == input.length || input[i] == NEXT) {
                answers.add(Arrays.copyOfRange(input, start, i));
                start = i + 1;
            }
        }
        return answers;
    }

    private List<String> run(int said) {
        story.add(
                packets.open(new AccessPoint("apn", "u", Secret.of("p")), soon())
                        .getClass()
                        .getSimpleName());
        try {
            ByteLink socket = packets.connect("mail.example", 587, soon());
            story.add("connected");
            talk(socket);
            socket.close();
        } catch (LinkException e) {
            story.add(e.getMessage());
        }
        packets.close(soon());
        port.close();
        world.runFor(Duration.ofSeconds(20));
        assertThat(delivered).isLessThanOrEqualTo(said);
        assertThat(Duration.ofNanos(world.nanos())).isLessThan(LIMIT);
        story.addAll(module.heard());
        return story;
    }

    private void talk(ByteLink socket) throws LinkException {
        byte[] buffer = new byte[4096];
        socket.write(new byte[] {'a', 'b', 'c'}, soon());
        story.add("written");
        for (int i = 0; i < READS; i++) {
            int count = socket.read(buffer, 0, buffer.length, soon());
            delivered += Math.max(0, count);
            story.add(count + " " + Escapes.text(Arrays.copyOf(buffer, Math.max(0, count))));
        }
    }

    private Deadline soon() {
        return world.after(STEP);
    }

    private final class News implements UrcListener {

        @Override
        public void heard(Urc urc) {
            packets.heard(urc);
        }

        @Override
        public void ended(String reason) {
            packets.lost(reason);
        }
    }
}
