package org.kadec21.modem.dialect;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Secret;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Escapes;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Trace;
import org.kadec21.hal.at.Urc;
import org.kadec21.hal.at.UrcListener;
import org.kadec21.modem.TestWorld;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// A dialect's packet service before a module that answers by a list.
final class DialectSession {

    private static final Duration STEP = Duration.ofSeconds(9);

    private final TestWorld world = new TestWorld();
    private final HostileModule module;
    private final PacketService packets;

    /// @param answers one after the other, escaped
    DialectSession(Dialect dialect, List<String> answers) {
        module = new HostileModule(world, answers.stream().map(Escapes::bytes).toList(), 2048);
        AtPort port =
                AtPort.start(
                        "line", module, world, world, dialect.urcs(), new News(), Trace.none());
        packets = dialect.packetService(port, world, world);
    }

    Reply open() {
        return packets.open(new AccessPoint("apn", "", Secret.of("")), soon());
    }

    ByteLink connect(String host, int port) throws LinkException {
        return packets.connect(host, port, soon());
    }

    void write(ByteLink link, String text) throws LinkException {
        link.write(Escapes.bytes(text), soon());
    }

    /// The next bytes, escaped; `timeout` or `end` when there are none.
    String read(ByteLink link) throws LinkException {
        byte[] buffer = new byte[4096];
        int count = link.read(buffer, 0, buffer.length, soon());
        return switch (count) {
            case 0 -> "timeout";
            case -1 -> "end";
            default -> Escapes.text(Arrays.copyOf(buffer, count));
        };
    }

    /// The module says something by itself.
    void say(String escaped) {
        module.say(Escapes.bytes(escaped));
        pass(Duration.ofSeconds(1));
    }

    void pass(Duration span) {
        world.runFor(span);
    }

    long nanos() {
        return world.nanos();
    }

    /// What was written to the module so far.
    List<String> heard() {
        return module.heard();
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
