package org.kadec21.modem;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.SerialLink;
import org.kadec21.hal.Signal;
import org.kadec21.hal.at.Escapes;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A serial line whose far end answers by a script: for each command line, or what of it stands
/// before `=`, the replies to give, one after the other, the last one again and again; `OK` for all
/// others. A reply that ends in a prompt swallows the announced payload and then gives the reply
/// scripted for `payload`. What is said at once can be read in pieces of any grouping.
public final class ScriptedModule implements SerialLink {

    private static final String OK = "\\r\\nOK\\r\\n";

    private final Map<String, Deque<String>> script = new LinkedHashMap<>();
    private final List<String> heard = new ArrayList<>();
    private final ByteArrayOutputStream payloads = new ByteArrayOutputStream();
    private final StringBuilder line = new StringBuilder();
    private final Signal arrived;
    private final Deque<byte[]> towardsHost = new ArrayDeque<>();
    private Function<byte[], List<byte[]>> grouping = List::of;
    private int payloadLeft;
    private boolean unplugged;

    public ScriptedModule(TestWorld world) {
        arrived = world.signal("line");
        answer("AT+CMEE?", "\\r\\n+CMEE: 1\\r\\n" + OK);
    }

    /// Replaces the replies to a command; empty text is silence.
    public void answer(String command, String... replies) {
        script.put(command, new ArrayDeque<>(List.of(replies)));
    }

    /// The module says something by itself.
    public void say(String escaped) {
        say(Escapes.bytes(escaped));
    }

    private void say(byte[] bytes) {
        grouping.apply(bytes).stream().filter(piece -> piece.length > 0).forEach(towardsHost::add);
        arrived.raise();
    }

    /// From now on what is said at once is read in these pieces.
    public void group(Function<byte[], List<byte[]>> pieces) {
        grouping = pieces;
    }

    /// The commands so far.
    public List<String> heard() {
        return heard;
    }

    /// All payload bytes so far.
    public byte[] payloads() {
        return payloads.toByteArray();
    }

    public void unplug() {
        unplugged = true;
        arrived.raise();
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) throws LinkException {
        while (towardsHost.isEmpty()) {
            if (unplugged) {
                throw new LinkException("unplugged");
            }
            if (!arrived.await(deadline)) {
                return 0;
            }
        }
        byte[] piece = towardsHost.removeFirst();
        int count = Math.min(length, piece.length);
        System.arraycopy(piece, 0, buffer, offset, count);
        if (count < piece.length) {
            towardsHost.addFirst(Arrays.copyOfRange(piece, count, piece.length));
        }
        return count;
    }

    @Override
    public void write(byte[] bytes, int offset, int length, Deadline deadline) {
        for (char c :
                new String(bytes, offset, length, StandardCharsets.ISO_8859_1).toCharArray()) {
            if (payloadLeft > 0) {
                payloads.write(c);
                payloadLeft--;
                if (payloadLeft == 0) {
                    say(reply("payload"));
                }
            } else if (c == '\r') {
                String command = line.toString();
                line.setLength(0);
                heard.add(command);
                obey(command);
            } else {
                line.append(c);
            }
        }
    }

    @Override
    public void close() {
        unplug();
    }

    @Override
    public void setBaudRate(int bitsPerSecond) {}

    @Override
    public void setDtr(boolean on) {}

    @Override
    public void discardInput() {}

    private void obey(String command) {
        String reply = reply(command);
        if (reply.matches("(?s).*(> ?|@)")) {
            payloadLeft = Integer.parseInt(command.substring(command.indexOf(',') + 1));
        }
        say(reply);
    }

    private String reply(String command) {
        String family = command.replaceFirst("=.*", "");
        Deque<String> replies =
                script.getOrDefault(
                        command, script.getOrDefault(family, new ArrayDeque<>(List.of(OK))));
        return replies.size() > 1 ? replies.removeFirst() : replies.getFirst();
    }
}
