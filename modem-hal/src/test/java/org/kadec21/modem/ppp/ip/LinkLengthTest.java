package org.kadec21.modem.ppp.ip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A link that takes packets of another length in the middle of its connections (RFC 1661 6.1).
class LinkLengthTest {

    private static List<Integer> sizes(List<Wire.Tcp> segments) {
        return segments.stream().map(segment -> segment.payload().length).toList();
    }

    @Test
    void cutsWhatIsNotSentYetToTheShorterLink() {
        Dialogue dialogue = Dialogue.open();
        dialogue.write("x".repeat(1200));

        dialogue.stack().linkTakes(600);

        assertThat(sizes(dialogue.sent())).containsExactly(560, 560, 80);
    }

    @Test
    void cutsAnewWhatWasSentWhenItGoesAgain() {
        Dialogue dialogue = Dialogue.open();
        dialogue.write("x".repeat(2920));
        assertThat(sizes(dialogue.sent())).containsExactly(1460, 1460);

        dialogue.stack().linkTakes(600);
        assertThat(dialogue.sent()).isEmpty();
        List<Wire.Tcp> again = new ArrayList<>(dialogue.during(Duration.ofMillis(1500)));
        for (int arrived = 560; arrived <= 2920; arrived += 560) {
            dialogue.say(0, arrived, Wire.ACK, "");
            again.addAll(dialogue.sent());
        }

        assertThat(sizes(again)).containsExactly(560, 560, 560, 560, 560, 120);
        assertThat(again.getLast().sequence()).isEqualTo(2800);
    }

    @Test
    void cutsAnewWhatThePeerMissed() {
        Dialogue dialogue = Dialogue.open();
        dialogue.write("x".repeat(7300));
        dialogue.sent();

        dialogue.stack().linkTakes(600);
        for (int duplicate = 0; duplicate < 3; duplicate++) {
            dialogue.say(0, 0, Wire.ACK, "");
        }

        assertThat(sizes(dialogue.sent())).containsExactly(560);
    }

    @Test
    void sendsLongSegmentsAgainWhenTheLinkTakesThemAgain() {
        Dialogue dialogue = Dialogue.open();
        dialogue.stack().linkTakes(600);

        dialogue.stack().linkTakes(1500);
        dialogue.write("x".repeat(3000));

        assertThat(sizes(dialogue.sent())).containsExactly(1460, 1460, 80);
    }

    @Test
    void outgrowsTheLinkThatAConnectionBeganOn() {
        Dialogue dialogue = new Dialogue();
        dialogue.stack().linkTakes(600);
        dialogue.sent();
        dialogue.say(-1, 0, Wire.SYN | Wire.ACK, 65535, 1460, "");
        dialogue.sent();
        dialogue.write("x".repeat(560));
        assertThat(sizes(dialogue.sent())).containsExactly(560);

        dialogue.stack().linkTakes(1500);
        dialogue.write("x".repeat(1460));

        assertThat(sizes(dialogue.sent())).containsExactly(1460);
    }

    @Test
    void staysWithWhatThePeerTakesHoweverLongTheLink() {
        Dialogue dialogue = new Dialogue();
        dialogue.sent();
        dialogue.say(-1, 0, Wire.SYN | Wire.ACK, 65535, 700, "");
        dialogue.sent();

        dialogue.stack().linkTakes(4000);
        dialogue.write("x".repeat(1400));

        assertThat(sizes(dialogue.sent())).containsExactly(700, 700);
    }

    @Test
    void remembersWhatARouterWantedWhenTheLinkGetsLonger() {
        Dialogue dialogue = Dialogue.open();
        dialogue.stack().linkTakes(1200);
        dialogue.write("x".repeat(1160));
        dialogue.sent();
        byte[] tooBig = Wire.icmp(Wire.SERVER, Wire.UNIT, 3, 4, 1000, dialogue.wire(0));
        dialogue.stack().arrived(tooBig, dialogue.now());
        assertThat(sizes(dialogue.sent())).containsExactly(960, 200);

        dialogue.stack().linkTakes(1500);
        dialogue.write("x".repeat(1460));

        assertThat(sizes(dialogue.sent())).containsExactly(960, 500);
    }

    @Test
    void beginsConnectionsByWhatTheLinkTakesNow() {
        Dialogue dialogue = Dialogue.open();

        dialogue.stack().linkTakes(600);
        dialogue.stack().connect("192.0.2.26", Dialogue.PORT, dialogue.now());

        assertThat(dialogue.sent())
                .singleElement()
                .satisfies(syn -> assertThat(syn.mss()).isEqualTo(560));
    }
}
