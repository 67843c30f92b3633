package org.kadec21.modem.dialect;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Signal;
import org.kadec21.hal.at.Escapes;
import org.kadec21.modem.TestWorld;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// A module that says anything: the next of its answers to whatever is written to it, and silence
/// when it has no more. Only what brings a line in step again is answered as it should be.
final class HostileModule implements ByteLink {

    private static final String CMEE = "\\r\\n+CMEE: 1\\r\\n\\r\\nOK\\r\\n";
    private static final String CREG = "\\r\\n+CREG: 0,1\\r\\n\\r\\nOK\\r\\n";

    private final Deque<byte[]> answers;
    private final int piece;
    private final Signal arrived;
    private final Deque<Byte> towardsHost = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private boolean closed;

    /// @param piece most bytes of one read
    HostileModule(TestWorld world, List<byte[]> answers, int piece) {
        this.answers = new ArrayDeque<>(answers);
        this.piece = piece;
        arrived = world.signal("hostile line");
    }

    List<String> heard() {
        return heard;
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) throws LinkException {
        while (towardsHost.isEmpty()) {
            if (closed) {
                throw new LinkException("closed");
            }
            if (!arrived.await(deadline)) {
                return 0;
            }
        }
        int count = Math.min(Math.min(length, piece), towardsHost.size());
        for (int i = 0; i < count; i++) {
            buffer[offset + i] = towardsHost.removeFirst();
        }
        return count;
    }

    @Override
    public void write(byte[] bytes, int offset, int length, Deadline deadline) {
        String text = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        heard.add(text.strip());
        switch (text) {
            case "AT+CMEE?\r" -> say(Escapes.bytes(CMEE));
            case "AT+CREG?\r" -> say(Escapes.bytes(CREG));
            case "\u001b" -> {}
            default -> {
                if (!answers.isEmpty()) {
                    say(answers.removeFirst());
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        arrived.raise();
    }

    private void say(byte[] bytes) {
        for (byte b : bytes) {
            towardsHost.add(b);
        }
        arrived.raise();
    }
}
