package org.kadec21.modem.ppp.ip.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.kadec21.modem.ppp.ip.packet.IpAddress;
import org.kadec21.modem.ppp.ip.packet.Ipv4Address;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Whatever a server answers: the look-up ends in bounded time with a bounded number of questions.
/// An input is a row of answers, each a length and what follows the question.
class DnsFuzzTest {

    private static final List<IpAddress> SERVERS =
            List.of(new Ipv4Address(0x0a000035), new Ipv4Address(0x0a000036));

    /// Eight aliases and the name itself, four attempts each, some of them again by TCP.
    private static final int MOST_QUESTIONS = 9 * 4 * 2;

    @FuzzTest(maxDuration = "60s")
    void endsWhateverIsAnswered(byte[] input) {
        ByteBuffer answers = ByteBuffer.wrap(input);
        Resolver resolver = new Resolver(_ -> SERVERS, new NameCache(), new Random(1));
        Resolution resolution = resolver.lookUp("mail.example", true, false, 0);
        long now = 0;
        int questions = 0;
        while (resolution.state() instanceof Lookup.Pending) {
            Optional<Query> query = resolver.transmit(now);
            if (query.isEmpty()) {
                assertThat(resolver.nextDue()).isGreaterThan(now);
                now = resolver.nextDue();
                resolver.due(now);
                continue;
            }
            questions++;
            assertThat(questions).isLessThanOrEqualTo(MOST_QUESTIONS);
            byte[] answer = answer(query.get().message(), answers);
            resolver.arrived(query.get().server(), query.get().localPort(), answer, now);
        }

        assertThat(now).isLessThanOrEqualTo(Inquiry.LONGEST.toNanos());
        if (resolution.state() instanceof Lookup.Found(List<IpAddress> addresses)) {
            assertThat(addresses).isNotEmpty().hasSizeLessThanOrEqualTo(8);
        }
        assertThat(resolver.transmit(now)).isEmpty();
    }

    /// The question as it was, flags and counts from the input, and behind it what the input says.
    private static byte[] answer(byte[] question, ByteBuffer input) {
        if (input.remaining() < 5) {
            return new byte[0];
        }
        short flags = input.getShort();
        short records = (short) (input.get() & 0xff);
        int length = Math.min(input.remaining(), input.getShort() & 0x1ff);
        byte[] rest = new byte[Math.min(length, input.remaining())];
        input.get(rest);
        return ByteBuffer.allocate(question.length + rest.length)
                .put(question)
                .put(rest)
                .putShort(2, (short) (flags | 0x8000))
                .putShort(6, records)
                .array();
    }
}
