package org.kadec21.modem.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Secret;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Trace;
import org.kadec21.hal.at.Urc;
import org.kadec21.hal.at.UrcTable;
import org.kadec21.modem.ScriptedModule;
import org.kadec21.modem.TestWorld;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// Every reply of a session in every dialect, however it is cut into reads and whatever the module
/// says besides.
class DialectRepliesTest {

    private static final String NEWS = "\\r\\n+CREG: 5\\r\\n";

    @ParameterizedTest
    @EnumSource
    void understandsRepliesReadWhole(VendorScript vendor) throws LinkException {
        Session session = new Session(vendor, UnaryOperator.identity());

        session.run();

        session.requireComplete();
    }

    @ParameterizedTest
    @EnumSource
    void understandsRepliesReadByteByByte(VendorScript vendor) throws LinkException {
        Session session = new Session(vendor, UnaryOperator.identity());
        session.module.group(DialectRepliesTest::singles);

        session.run();

        session.requireComplete();
    }

    @ParameterizedTest
    @EnumSource
    void understandsRepliesSplitAtEveryOffset(VendorScript vendor) throws LinkException {
        for (int offset = 1; offset < vendor.longestReply(); offset++) {
            int at = offset;
            Session session = new Session(vendor, UnaryOperator.identity());
            session.module.group(bytes -> split(bytes, at));

            session.run();

            session.requireComplete();
        }
    }

    @ParameterizedTest
    @EnumSource
    void hearsNewsBeforeEveryReply(VendorScript vendor) throws LinkException {
        requireNewsHeard(vendor, reply -> NEWS + reply);
    }

    /// Behind the first line; what is one line long has no inside.
    @ParameterizedTest
    @EnumSource
    void hearsNewsInsideEveryReplyOfSeveralLines(VendorScript vendor) throws LinkException {
        requireNewsHeard(
                vendor, reply -> reply.replaceFirst("(\\\\r\\\\nOK\\\\r\\\\n)$", quoted(NEWS) + "$1"));
    }

    @ParameterizedTest
    @EnumSource
    void hearsNewsBehindEveryReply(VendorScript vendor) throws LinkException {
        requireNewsHeard(vendor, reply -> reply.endsWith("\\n") ? reply + NEWS : reply);
    }

    @ParameterizedTest
    @EnumSource
    void hearsNewsAroundRepliesReadByteByByte(VendorScript vendor) throws LinkException {
        Session session =
                new Session(vendor, reply -> NEWS + (reply.endsWith("\\n") ? reply + NEWS : reply));
        session.module.group(DialectRepliesTest::singles);

        session.run();

        session.requireComplete();
    }

    private static void requireNewsHeard(VendorScript vendor, UnaryOperator<String> variant)
            throws LinkException {
        List<String> taught = new ArrayList<>();
        Session session =
                new Session(
                        vendor,
                        reply -> {
                            taught.add(variant.apply(reply));
                            return taught.getLast();
                        });

        session.run();

        session.requireComplete();
        assertThat(taught).anyMatch(reply -> reply.contains(NEWS));
        assertThat(session.news).isNotEmpty().allMatch("+CREG: 5"::equals);
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\");
    }

    private static List<byte[]> singles(byte[] bytes) {
        List<byte[]> singles = new ArrayList<>();
        for (byte b : bytes) {
            singles.add(new byte[] {b});
        }
        return singles;
    }

    private static List<byte[]> split(byte[] bytes, int offset) {
        int at = Math.min(offset, bytes.length);
        return List.of(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at, bytes.length));
    }

    /// Context up, connected, sent, received, closed.
    private static final class Session {

        private final TestWorld world = new TestWorld();
        private final ScriptedModule module = new ScriptedModule(world);
        private final List<String> news = new ArrayList<>();
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private final PacketService packets;

        Session(VendorScript vendor, UnaryOperator<String> variant) {
            vendor.teach(module, variant);
            Dialect dialect = vendor.dialect();
            UrcTable urcs = UrcTable.of(List.of("+CREG:")).plus(dialect.urcs());
            AtPort port =
                    AtPort.start("line", module, world, world, urcs, this::heard, Trace.none());
            packets = dialect.packetService(port, world, world);
        }

        void run() throws LinkException {
            AccessPoint accessPoint = new AccessPoint("au.NET", "", Secret.of(""));
            assertThat(packets.open(accessPoint, world.after(Duration.ofMinutes(3))))
                    .isInstanceOf(Reply.Ok.class);
            ByteLink link = packets.connect("example.com", 80, world.after(Duration.ofMinutes(3)));
            link.write(
                    "hello".getBytes(StandardCharsets.US_ASCII),
                    world.after(Duration.ofMinutes(1)));
            byte[] buffer = new byte[100];
            int count = link.read(buffer, 0, buffer.length, world.after(Duration.ofMinutes(1)));
            while (count > 0) {
                received.write(buffer, 0, count);
                count = link.read(buffer, 0, buffer.length, world.after(Duration.ofMinutes(1)));
            }
            link.close();
            packets.close(world.after(Duration.ofMinutes(1)));
        }

        void requireComplete() {
            assertThat(new String(module.payloads(), StandardCharsets.US_ASCII)).isEqualTo("hello");
            assertThat(received.toString(StandardCharsets.US_ASCII))
                    .isEqualTo(VendorScript.RECEIVED);
            assertThat(Duration.ofNanos(world.nanos())).isLessThan(Duration.ofSeconds(5));
        }

        private void heard(Urc urc) {
            if (urc.is("+CREG:")) {
                news.add(urc.line());
            }
            packets.heard(urc);
        }
    }
}
