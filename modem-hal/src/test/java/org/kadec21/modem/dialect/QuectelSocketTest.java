package org.kadec21.modem.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Secret;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Escapes;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Trace;
import org.kadec21.hal.at.Urc;
import org.kadec21.modem.ScriptedModule;
import org.kadec21.modem.TestWorld;

import java.time.Duration;
import java.util.Arrays;

class QuectelSocketTest {

    private static final String OPEN = "AT+QIOPEN=1,0,\"TCP\",\"mail.example.jp\",587,0,0";
    private static final String READ = "AT+QIRD=0,1500";
    private static final String EMPTY = "\\r\\n+QIRD: 0\\r\\n\\r\\nOK\\r\\n";
    private static final String RECEIVED = "\\r\\n+QIURC: \"recv\",0\\r\\n";

    private static final String CLOSED = "\\r\\n+QIURC: \"closed\",0\\r\\n";

    private final TestWorld world = new TestWorld();
    private final ScriptedModule module = new ScriptedModule(world);
    private final QuectelDialect dialect = new QuectelDialect();
    private final AtPort port =
            AtPort.start("line", module, world, world, dialect.urcs(), this::heard, Trace.none());
    private final PacketService packets = dialect.packetService(port, world, world);

    @BeforeEach
    void scriptASocketThatOpens() {
        module.answer(OPEN, "\\r\\nOK\\r\\n\\r\\n+QIOPEN: 0,0\\r\\n");
        module.answer("AT+QISEND", "\\r\\n> ");
        module.answer("payload", "\\r\\nSEND OK\\r\\n");
        module.answer(READ, EMPTY);
    }

    @Test
    void takesTheResultOfOpeningBeforeOrAfterTheOk() throws LinkException {
        module.answer(OPEN, "\\r\\n+QIOPEN: 0,0\\r\\n\\r\\nOK\\r\\n");

        assertThat(connect()).isNotNull();
    }

    @Test
    void saysWhyAConnectionWasNotMade() {
        module.answer(OPEN, "\\r\\nOK\\r\\n\\r\\n+QIOPEN: 0,566\\r\\n");

        assertThatThrownBy(this::connect)
                .isInstanceOf(LinkException.class)
                .hasMessage(
                        "expected a connection to mail.example.jp:587, error 566 (socket"
                                + " connect failed)");
        world.runFor(Duration.ofSeconds(1));
        assertThat(module.heard()).endsWith("AT+QICLOSE=0");
    }

    @Test
    void givesUpOpeningAtItsDeadline() {
        module.answer(OPEN, "\\r\\nOK\\r\\n");

        assertThatThrownBy(this::connect).hasMessageContaining("no result came in time");
    }

    @Test
    void refusesAHostNameThatWouldBreakTheCommand() {
        assertThatThrownBy(
                        () -> packets.connect("a\",1\r", 587, world.after(Duration.ofSeconds(9))))
                .isInstanceOf(LinkException.class);
        assertThat(module.heard()).isEmpty();
    }

    @Test
    void readsPayloadsThatLookLikeReplies() throws LinkException {
        ByteLink socket = connect();
        module.answer(
                READ, "\\r\\n+QIRD: 8\\r\\n\\r\\nOK\\r\\n\\x00\\x1a\\r\\n\\r\\nOK\\r\\n", EMPTY);

        module.say(RECEIVED);

        assertThat(read(socket)).isEqualTo("\\r\\nOK\\r\\n\\x00\\x1a");
    }

    @Test
    void drainsTheModuleAfterOneUrc() throws LinkException {
        ByteLink socket = connect();
        module.answer(READ, piece("one"), piece("two"), piece("six"), EMPTY);

        module.say(RECEIVED);

        assertThat(read(socket) + read(socket) + read(socket)).isEqualTo("onetwosix");
        assertThat(read(socket)).isEqualTo("timeout");
    }

    @Test
    void asksByItselfWhenAUrcWasLost() throws LinkException {
        ByteLink socket = connect();
        module.answer(READ, piece("late"), EMPTY);

        byte[] buffer = new byte[100];
        int count =
                socket.read(
                        buffer,
                        0,
                        buffer.length,
                        world.after(DialectSocket.SAFETY_POLL.multipliedBy(2)));

        assertThat(Escapes.text(Arrays.copyOf(buffer, count))).isEqualTo("late");
    }

    @Test
    void endsTheStreamOnlyAfterEverythingWasRead() throws LinkException {
        ByteLink socket = connect();
        module.answer(READ, piece("bye"), EMPTY);

        module.say(CLOSED);

        assertThat(read(socket)).isEqualTo("bye");
        assertThat(read(socket)).isEqualTo("end");
    }

    @Test
    void hearsOfDataInTheSameBreathAsAnEmptyRead() throws LinkException {
        ByteLink socket = connect();
        module.answer(READ, EMPTY + RECEIVED, piece("late"), EMPTY);

        module.say(RECEIVED);

        assertThat(read(socket)).isEqualTo("late");
    }

    @Test
    void readsWhatIsLeftWhenTheEndIsToldInTheSameBreathAsAnEmptyRead() throws LinkException {
        ByteLink socket = connect();
        module.answer(READ, EMPTY + CLOSED, piece("bye"), EMPTY);

        module.say(RECEIVED);

        assertThat(read(socket)).isEqualTo("bye");
        assertThat(read(socket)).isEqualTo("end");
    }

    @Test
    void doesNotAskForEverForDataThatIsAnnouncedAndNotThere() throws LinkException {
        ByteLink socket = connect();
        module.answer(READ, EMPTY + RECEIVED);

        module.say(RECEIVED);

        assertThat(read(socket)).isEqualTo("timeout");
        assertThat(module.heard().stream().filter(READ::equals)).hasSize(DialectSocket.EMPTY_READS);
    }

    @Test
    void takesPushedBytesToo() throws LinkException {
        ByteLink socket = connect();

        module.say("\\r\\n+QIURC: \"recv\",0,5\\r\\nhello\\r\\n+QIURC: \"recv\",0,2\\r\\n!!");

        assertThat(read(socket)).isEqualTo("hello!!");
    }

    @Test
    void sendsAnyBytesInAsFewPortionsAsTheModuleTakes() throws LinkException {
        ByteLink socket = connect();
        byte[] bytes = new byte[3000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }

        socket.write(bytes, world.after(Duration.ofSeconds(60)));

        assertThat(module.payloads()).isEqualTo(bytes);
        assertThat(module.heard())
                .endsWith("AT+QISEND=0,1460", "AT+QISEND=0,1460", "AT+QISEND=0,80");
    }

    @Test
    void offersTheSameBytesAgainWhenTheSendBufferIsFull() throws LinkException {
        ByteLink socket = connect();
        module.answer("payload", "\\r\\nSEND FAIL\\r\\n", "\\r\\nSEND OK\\r\\n");

        socket.write(Escapes.bytes("hi"), world.after(Duration.ofSeconds(60)));

        assertThat(module.heard()).endsWith("AT+QISEND=0,2", "AT+QISEND=0,2");
    }

    @Test
    void startsNoPortionAfterTheDeadline() throws LinkException {
        ByteLink socket = connect();
        module.answer("payload", "");
        world.start(
                "slow module",
                () -> {
                    for (int portion = 0; portion < 3; portion++) {
                        world.sleepUntil(world.after(Duration.ofSeconds(20)));
                        module.say("\\r\\nSEND OK\\r\\n");
                    }
                });

        assertThatThrownBy(() -> socket.write(new byte[3000], world.after(Duration.ofSeconds(30))))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("2920 of 3000 bytes");
        assertThat(module.heard()).endsWith("AT+QISEND=0,1460", "AT+QISEND=0,1460");
    }

    @Test
    void declaresTheConnectionDeadWhenThePromptNeverComes() throws LinkException {
        ByteLink socket = connect();
        module.answer("AT+QISEND", "");

        assertThatThrownBy(() ->
                        socket.write(Escapes.bytes("hi"), world.after(Duration.ofSeconds(60))))
                .isInstanceOf(LinkException.class);
        assertThatThrownBy(() ->
                        socket.write(Escapes.bytes("hi"), world.after(Duration.ofSeconds(60))))
                .hasMessageContaining("is dead");
        assertThat(module.payloads()).isEmpty();
    }

    @Test
    void diesWithItsContext() throws LinkException {
        ByteLink socket = connect();
        assertThat(
                        packets.open(
                                new AccessPoint("au.NET", "", Secret.of("")),
                                world.after(Duration.ofSeconds(60))))
                .isInstanceOf(Reply.Ok.class);

        module.say("\\r\\n+QIURC: \"pdpdeact\",1\\r\\n");

        assertThatThrownBy(() -> read(socket)).hasMessageContaining("pdpdeact");
        assertThat(packets.isOpen()).isFalse();
    }

    @Test
    void takesAContextThatIsUpAlreadyForSuccess() {
        module.answer(
                "AT+QIACT?",
                "\\r\\nOK\\r\\n",
                "\\r\\n+QIACT: 1,1,1,\"10.7.157.1\"\\r\\n\\r\\nOK\\r\\n");
        module.answer("AT+QIACT=1", "\\r\\n+CME ERROR: 552\\r\\n");

        Reply reply =
                packets.open(
                        new AccessPoint("au.NET", "", Secret.of("")),
                        world.after(Duration.ofSeconds(60)));

        assertThat(reply).isInstanceOf(Reply.Ok.class);
    }

    @Test
    void takesDownTheContextOfAUnitThatWasCutOffTogetherWithItsConnections() {
        module.answer("AT+QIACT?", "\\r\\n+QIACT: 1,1,1,\"10.7.157.1\"\\r\\n\\r\\nOK\\r\\n");

        Reply reply =
                packets.open(
                        new AccessPoint("au.NET", "", Secret.of("")),
                        world.after(Duration.ofSeconds(60)));

        assertThat(reply).isInstanceOf(Reply.Ok.class);
        assertThat(module.heard()).containsSubsequence("AT+QIACT?", "AT+QIDEACT=1", "AT+QIACT=1");
    }

    @Test
    void closesWithoutWaitingAndFreesTheConnectionWhenTheModuleHas() throws LinkException {
        for (int round = 0; round < 2 * DialectPack.read("quectel").connections().count(); round++) {
            connect().close();
            world.runFor(Duration.ofSeconds(1));
        }

        assertThat(module.heard().stream().filter("AT+QICLOSE=0"::equals))
                .hasSize(2 * DialectPack.read("quectel").connections().count());
    }

    private ByteLink connect() throws LinkException {
        return packets.connect("mail.example.jp", 587, world.after(Duration.ofSeconds(30)));
    }

    private static String piece(String text) {
        return "\\r\\n+QIRD: " + text.length() + "\\r\\n" + text + "\\r\\n\\r\\nOK\\r\\n";
    }

    private String read(ByteLink socket) throws LinkException {
        byte[] buffer = new byte[100];
        int count = socket.read(buffer, 0, buffer.length, world.after(Duration.ofSeconds(5)));
        return switch (count) {
            case -1 -> "end";
            case 0 -> "timeout";
            default -> Escapes.text(Arrays.copyOf(buffer, count));
        };
    }

    private void heard(Urc urc) {
        packets.heard(urc);
    }
}
