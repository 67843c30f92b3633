package org.kadec21.modem.ppp;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Signal;
import org.kadec21.modem.TestWorld;
import org.kadec21.modem.ppp.link.TestPeer;
import org.kadec21.modem.ppp.link.TestPeer.Habit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// A line at 115200 bit/s with a module that says `OK` to everything, and behind `ATD` a
/// [TestPeer].
final class DialledNetwork implements ByteLink {

    private static final Duration BYTE = Duration.ofNanos(86_806);

    /// What a flooding network asks during each write: far more than 4 KiB of answers.
    private static final int ECHOES = 40;

    private final TestWorld world;
    private final TestPeer peer = new TestPeer();
    private final Signal arrived;
    private final StringBuilder command = new StringBuilder();
    private byte[] towardsHost = new byte[0];
    private boolean connected;
    private boolean flooding;
    private boolean departing;

    DialledNetwork(TestWorld world) {
        this.world = world;
        arrived = world.signal("line");
    }

    /// Asks for echoes from now on, faster than the line carries the answers.
    void flood() {
        flooding = true;
        ask();
    }

    /// Ends the link instead of giving an address, while the host is still writing its request.
    void depart() {
        departing = true;
    }

    /// Negotiates the link anew, and takes packets of at most so many bytes from then on.
    void beginAnew(int longest) {
        peer.takes(longest);
        say(peer.greeting());
    }

    /// Numbers its frames from the next agreement on.
    void numberFrames() {
        peer.learn(Habit.ASKS_FOR_NUMBERS);
        peer.learn(Habit.SENDS_NUMBERED_FRAMES);
    }

    /// Negotiates the link anew, and refuses numbers.
    void beginAnewWithoutNumbers() {
        peer.unlearn(Habit.ASKS_FOR_NUMBERS);
        peer.unlearn(Habit.SENDS_NUMBERED_FRAMES);
        peer.learn(Habit.REFUSES_NUMBERS);
        say(peer.greeting());
    }

    /// The packets so far, as [TestPeer] writes them down.
    List<String> heard() {
        return peer.heard;
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) {
        while (towardsHost.length == 0) {
            if (!arrived.await(deadline)) {
                return 0;
            }
        }
        int count = Math.min(length, towardsHost.length);
        System.arraycopy(towardsHost, 0, buffer, offset, count);
        towardsHost = Arrays.copyOfRange(towardsHost, count, towardsHost.length);
        return count;
    }

    @Override
    public void write(byte[] bytes, int offset, int length, Deadline deadline) {
        byte[] written = Arrays.copyOfRange(bytes, offset, offset + length);
        if (!connected) {
            obey(written);
            return;
        }
        if (flooding) {
            ask();
        }
        byte[] answer = peer.answer(written);
        if (departing && peer.heard.stream().anyMatch(packet -> packet.startsWith("8021"))) {
            departing = false;
            answer = new byte[0];
            say(peer.terminate("not tonight"));
        }
        world.sleepUntil(world.after(BYTE.multipliedBy(length)));
        say(answer);
    }

    @Override
    public void close() {}

    private void obey(byte[] written) {
        command.append(new String(written, StandardCharsets.US_ASCII));
        if (command.indexOf("\r") < 0) {
            return;
        }
        connected = command.toString().startsWith("ATD");
        command.setLength(0);
        say((connected ? "\r\nCONNECT\r\n" : "\r\nOK\r\n").getBytes(StandardCharsets.US_ASCII));
        if (connected) {
            say(peer.greeting());
        }
    }

    private void ask() {
        for (int i = 0; i < ECHOES; i++) {
            say(peer.largeEchoRequest());
        }
    }

    private void say(byte[] bytes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(towardsHost);
        all.writeBytes(bytes);
        towardsHost = all.toByteArray();
        arrived.raise();
    }
}
