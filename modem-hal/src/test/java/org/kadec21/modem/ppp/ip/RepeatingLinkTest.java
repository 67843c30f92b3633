package org.kadec21.modem.ppp.ip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.modem.ppp.ip.packet.IpAddress;
import org.kadec21.modem.ppp.ip.packet.Ipv4Address;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/// A link that repeats lost frames by itself, or begins or ceases to in the middle of its
/// connections: they have the patience that suits it.
class RepeatingLinkTest {

    private static final int SHORT = Flows.SEGMENT_OF_REPEATED;
    private static final int USUAL = 1460;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Duration ALMOST = Duration.ofMillis(11_900);
    private static final Duration REST = Duration.ofMillis(200);

    private static List<Integer> sizes(List<Wire.Tcp> segments) {
        return segments.stream().map(segment -> segment.payload().length).toList();
    }

    @Test
    void givesANewConnectionTwelveSecondsAndShortSegments() {
        Dialogue dialogue = Dialogue.open();
        dialogue.stack().lineRepeats();

        dialogue.stack().connect("192.0.2.26", Dialogue.PORT, dialogue.now());

        assertThat(dialogue.sent()).extracting(Wire.Tcp::mss).containsExactly(SHORT);
        assertThat(dialogue.during(ALMOST)).isEmpty();
        assertThat(dialogue.during(REST)).hasSize(1);
    }

    @Test
    void givesANewConnectionTheUsualOnceTheLinkRepeatsNoMore() {
        Dialogue dialogue = Dialogue.open();
        dialogue.stack().lineRepeats();

        dialogue.stack().lineDamages(0);
        dialogue.stack().connect("192.0.2.26", Dialogue.PORT, dialogue.now());

        assertThat(dialogue.sent()).extracting(Wire.Tcp::mss).containsExactly(USUAL);
        assertThat(dialogue.during(Duration.ofMillis(3100))).hasSize(1);
    }

    @Test
    void givesAnOpenConnectionPatienceWhenTheLinkBeginsToRepeat() {
        Dialogue dialogue = Dialogue.open();

        dialogue.stack().lineRepeats();
        dialogue.write("x".repeat(300));

        assertThat(sizes(dialogue.sent())).containsExactly(SHORT, 300 - SHORT);
        assertThat(dialogue.during(ALMOST)).isEmpty();
        assertThat(dialogue.during(REST)).isNotEmpty();
    }

    @Test
    void takesPatienceFromAnOpenConnectionWhenTheLinkRepeatsNoMore() {
        Dialogue dialogue = new Dialogue();
        dialogue.stack().lineRepeats();
        dialogue.sent();
        dialogue.say(-1, 0, Wire.SYN | Wire.ACK, 65535, USUAL, "");
        dialogue.sent();

        dialogue.stack().lineDamages(0);
        dialogue.write("x".repeat(300));

        assertThat(sizes(dialogue.sent())).containsExactly(300);
        assertThat(dialogue.during(Duration.ofMillis(3100))).isNotEmpty();
    }

    @Test
    void keepsWhatIsKnownOfTheLineAsLongAsItIsTheSame() {
        Dialogue dialogue = Dialogue.open();

        dialogue.stack().lineDamages(0);
        dialogue.write("x");
        dialogue.sent();

        assertThat(dialogue.during(Duration.ofMillis(1100))).hasSize(1);
    }

    @Test
    void repeatsAQuestionAsSoonAsSuitsTheLineOfTheMoment() {
        IpStack stack = asking();
        stack.lineRepeats();
        stack.connect("mail.example", Dialogue.PORT, 0);
        stack.transmit(0);
        stack.due(20 * SECOND);
        stack.transmit(20 * SECOND);

        stack.lineDamages(0);
        stack.due(40 * SECOND);
        stack.transmit(40 * SECOND);

        assertThat(stack.nextDue().atNanos()).isLessThanOrEqualTo(50 * SECOND);
    }

    private static IpStack asking() {
        List<IpAddress> servers = List.of(new Ipv4Address(Wire.DNS));
        return new IpStack(
                IpSettings.ipv4(new Ipv4Address(Wire.UNIT), 1500, servers), new Random(1));
    }
}
