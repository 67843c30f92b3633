package org.kadec21.simulation.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Inbox;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.SerialLink;
import org.kadec21.hal.host.HostTasks;
import org.kadec21.hal.host.HostTime;
import org.kadec21.hal.serial.JSerialPorts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A pseudo-terminal and the unit's own serial ports (real jSerialComm), against each other.
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class PtyTest {

    private final HostTime time = new HostTime();
    private final HostTasks tasks = new HostTasks(time);
    private final JSerialPorts ports = new JSerialPorts(tasks, tasks, time);
    private final Inbox<String> hangUps = tasks.inbox("hang-ups", 100);
    private final Deadline soon = time.after(Duration.ofSeconds(40));

    private final List<String> order = new ArrayList<>();
    private final List<Pty> unread = new ArrayList<>();

    @TempDir private Path directory;

    private Path link;
    private Pty pty;
    private ByteLink module;

    @BeforeEach
    void open() throws LinkException {
        link = directory.resolve("modem0");
        pty = Pty.open(link, () -> hangUps.offer("hung up"));
        module = tasks.pump("module", pty);
    }

    @AfterEach
    void powerOff() throws IOException {
        tasks.powerOff("test ends");
        pty.close();
        for (Pty opened : unread) {
            opened.close();
        }
    }

    @Test
    void carriesEveryByteValueFromTheModule() throws Exception {
        byte[] received =
                tasks.call(() -> {
                    SerialLink serial = openByPeer(115200);
                    module.write(allBytes(), soon);
                    return readExactly(serial, 256);
                });

        assertThat(received).isEqualTo(allBytes());
    }

    @Test
    void carriesEveryByteValueToTheModule() throws Exception {
        byte[] received =
                tasks.call(() -> {
                    SerialLink serial = openByPeer(115200);
                    serial.write(allBytes(), soon);
                    return readExactly(module, 256);
                });

        assertThat(received).isEqualTo(allBytes());
    }

    @Test
    void carriesMoreThanAnyBufferHolds() throws Exception {
        byte[] sent = new byte[400_000];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i * 31 + i / 256);
        }

        byte[] received =
                tasks.call(() -> {
                    SerialLink serial = openByPeer(115200);
                    tasks.start("module writes", () -> write(module, sent));
                    return readExactly(serial, sent.length);
                });

        assertThat(received).isEqualTo(sent);
    }

    @Test
    void knowsTheSpeedThatThePeerHasSet() throws Exception {
        tasks.call(() -> {
            SerialLink serial = openByPeer(9600);
            assertThat(pty.bitsPerSecond()).hasValue(9600);
            serial.setBaudRate(115200);
            assertThat(pty.bitsPerSecond()).hasValue(115200);
            return true;
        });
    }

    @Test
    void reportsThatThePeerHasClosedAndServesTheNextOne() throws Exception {
        byte[] received =
                tasks.call(() -> {
                    openSpeakAndClose();
                    assertThat(hangUps.poll(soon)).contains("hung up");
                    SerialLink again = openByPeer(9600);
                    module.write(allBytes(), soon);
                    return readExactly(again, 256);
                });

        assertThat(received).isEqualTo(allBytes());
        assertThat(hangUps.size()).isZero();
    }

    @Test
    void reportsEachOfFiftyClosesThatAnOpeningFollowsAtOnce() throws Exception {
        RandomAccessFile peer = new RandomAccessFile(link.toFile(), "rw");
        for (int i = 0; i < 50; i++) {
            peer.close();
            peer = new RandomAccessFile(link.toFile(), "rw");
        }
        try (RandomAccessFile last = peer) {
            last.write('!');
            tasks.call(() -> {
                readUntil(module, (byte) '!');
                assertThat(hangUps.size()).isEqualTo(50);
                return true;
            });
        }
    }

    @Test
    void handsOutBytesAndHangUpsInTheirOrder() throws Exception {
        Pty unread = openUnread();
        try (RandomAccessFile peer = peerOf(unread)) {
            peer.writeBytes("before");
        }
        readTwice(unread, order);
        RandomAccessFile silent = peerOf(unread);
        readTwice(unread, order);
        silent.close();
        try (RandomAccessFile peer = peerOf(unread)) {
            peer.writeBytes("after");
            readTwice(unread, order);
        }

        assertThat(order).containsExactly("before", "hung up", "hung up", "after");
    }

    /// More than one call of the system reads, and the writing was told before the closing.
    @Test
    void handsOutAllThatWasWrittenBeforeTheHangUp() throws Exception {
        Pty unread = openUnread();
        byte[] chunk = new byte[4096];
        int received;
        try (RandomAccessFile peer = peerOf(unread)) {
            peer.write(new byte[6_000]);
            received = unread.read(chunk);
        }
        while (order.isEmpty()) {
            received += unread.read(chunk);
        }

        assertThat(received).isEqualTo(6_000);
    }

    @Test
    void seesAtOnceWhatHappenedBehindThousandsOfVisitsToAnotherTerminal() throws Exception {
        String another = openUnread().device();
        Pty unread = openUnread();
        try (RandomAccessFile peer = peerOf(unread)) {
            visit(another, 3000);
            peer.writeBytes("before");
        }
        readTwice(unread, order);

        assertThat(order).containsExactly("before", "hung up");
    }

    @Test
    void isNotHungUpWhileOneOfTwoPeersStays() throws Exception {
        try (RandomAccessFile first = new RandomAccessFile(link.toFile(), "rw")) {
            for (int i = 0; i < 50; i++) {
                new RandomAccessFile(link.toFile(), "rw").close();
            }
            first.write('!');
            tasks.call(() -> {
                readUntil(module, (byte) '!');
                assertThat(hangUps.size()).isZero();
                return true;
            });
        }
    }

    @Test
    void losesWhatIsSentWhileNobodyListens() throws Exception {
        tasks.call(() -> {
            openSpeakAndClose();
            hangUps.poll(soon);
            module.write(new byte[] {'l', 'o', 's', 't'}, soon);
            // more than the terminal and the link hold: it only fits because it is thrown away
            module.write(new byte[200_000], soon);
            SerialLink again = openByPeer(9600);
            again.discardInput();
            module.write(new byte[] {'h', 'i'}, soon);
            assertThat(new String(readUntil(again, (byte) 'i'), US_ASCII))
                    .endsWith("hi")
                    .doesNotContain("lost");
            return true;
        });
    }

    @Test
    void aModuleThatGoesAwayIsADeadLineForItsPeer() throws Exception {
        tasks.call(() -> {
            SerialLink serial = openByPeer(9600);
            module.close();
            assertThatThrownBy(() -> serial.read(new byte[1], 0, 1, soon))
                    .isInstanceOf(LinkException.class)
                    .hasMessageContaining("went away");
            serial.close();
            return true;
        });
    }

    @Test
    void removesItsLinkWhenClosed() throws Exception {
        pty.close();

        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(pty.read(new byte[1])).isEqualTo(-1);
        pty.close();
    }

    @Test
    void refusesALinkThatAnotherTerminalServes() {
        assertThatThrownBy(() -> Pty.open(link, () -> {}))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("which is in use");
    }

    @Test
    void isOpenToOnePeerOfThisProgramAtATime() throws Exception {
        JSerialPorts hasty = new JSerialPorts(tasks, tasks, time);
        tasks.call(() -> {
            openByPeer(9600);
            assertThatThrownBy(() -> hasty.open(link.toString(), 9600))
                    .isInstanceOf(LinkException.class);
            return true;
        });
    }

    @Test
    void discardsWhatWasReceivedAndNotRead() throws Exception {
        byte[] received =
                tasks.call(() -> {
                    SerialLink serial = openByPeer(9600);
                    module.write(new byte[] {1, 2, 3}, soon);
                    readExactly(serial, 1);
                    serial.discardInput();
                    module.write(new byte[] {4}, soon);
                    return readExactly(serial, 1);
                });

        assertThat(received).containsExactly(4);
    }

    private SerialLink openByPeer(int bitsPerSecond) throws LinkException {
        SerialLink serial = ports.open(link.toString(), bitsPerSecond);
        serial.setDtr(true);
        return serial;
    }

    /// Nobody reads it but the test, so that all lies in wait when it is looked at.
    private Pty openUnread() throws LinkException {
        Path other = directory.resolve("unread" + unread.size());
        Pty opened = Pty.open(other, () -> order.add("hung up"));
        unread.add(opened);
        return opened;
    }

    private static RandomAccessFile peerOf(Pty pty) throws IOException {
        return new RandomAccessFile(pty.device(), "rw");
    }

    private static void visit(String device, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            new RandomAccessFile(device, "rw").close();
        }
    }

    private void openSpeakAndClose() throws LinkException {
        SerialLink serial = openByPeer(9600);
        serial.write(new byte[] {'A'}, soon);
        readExactly(module, 1);
        serial.close();
    }

    private void write(ByteLink to, byte[] bytes) {
        try {
            to.write(bytes, soon);
        } catch (LinkException dead) {
            throw new IllegalStateException(dead);
        }
    }

    private byte[] readExactly(ByteLink from, int length) throws LinkException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] buffer = new byte[5000];
        while (received.size() < length) {
            int count =
                    from.read(buffer, 0, Math.min(buffer.length, length - received.size()), soon);
            assertThat(count).isPositive();
            received.write(buffer, 0, count);
        }
        return received.toByteArray();
    }

    private static void readTwice(Pty from, List<String> order) throws IOException {
        byte[] buffer = new byte[100];
        for (int i = 0; i < 2; i++) {
            int count = from.read(buffer);
            if (count > 0) {
                order.add(new String(buffer, 0, count, US_ASCII));
            }
        }
    }

    private byte[] readUntil(ByteLink from, byte last) throws LinkException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] one = new byte[1];
        while (one[0] != last) {
            assertThat(from.read(one, 0, 1, soon)).isPositive();
            received.write(one[0]);
        }
        return received.toByteArray();
    }

    private static byte[] allBytes() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return all;
    }
}
