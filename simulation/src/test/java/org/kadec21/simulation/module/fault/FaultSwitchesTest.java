package org.kadec21.simulation.module.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.simulation.module.core.Conduct.Fate;
import org.kadec21.simulation.module.line.AtCommand;
import org.kadec21.simulation.module.line.AtCommand.Form;
import org.kadec21.simulation.module.line.Utterance;
import org.kadec21.simulation.module.line.Utterance.Kind;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

class FaultSwitchesTest {

    private static final Utterance OK = new Utterance(Kind.RESULT, "\r\nOK\r\n");

    private static final Utterance RECV =
            new Utterance(Kind.UNSOLICITED, "\r\n+QIURC: \"recv\",0\r\n");

    private long now;
    private final FaultSwitches switches = new FaultSwitches(() -> now);

    @Test
    void aModuleThatIsWellSaysWhatItSays() {
        assertThat(switches.said(OK)).containsExactly(Piece.of(OK));
        assertThat(switches.fateOf(command("+CSQ"))).isEqualTo(new Fate.Obeyed());
        assertThat(switches.incidents()).isEmpty();
    }

    @Test
    void aFaultStrikesUntilItIsSwitchedOff() {
        on("lost-recv:chance=1");
        assertThat(switches.said(RECV)).isEmpty();

        switches.switchOff("lost-recv");

        assertThat(switches.said(RECV)).containsExactly(Piece.of(RECV));
        assertThat(switches.strikes(FaultKind.LOST_RECV)).isOne();
    }

    @Test
    void strikesNoSoonerThanItMay() {
        on("lost-recv:chance=1:every=10s");

        assertThat(switches.said(RECV)).isEmpty();
        assertThat(switches.said(RECV)).hasSize(1);
        now = Duration.ofSeconds(10).toNanos();
        assertThat(switches.said(RECV)).isEmpty();
    }

    @Test
    void aLateReplyIsLateOnce() {
        on("late-reply:chance=1:every=1h");

        switches.fateOf(command("+CSQ"));

        assertThat(switches.said(OK).getFirst().pause()).isBetween(seconds(6), seconds(40));
        assertThat(switches.said(OK).getFirst().pause()).isZero();
    }

    @Test
    void anEarlyResultComesBeforeItsOk() {
        on("lost-result:chance=1:kinds=early");
        Utterance opened = new Utterance(Kind.UNSOLICITED, "\r\n+QIOPEN: 0,0\r\n");

        switches.fateOf(command("+QIOPEN"));

        assertThat(switches.said(OK)).isEmpty();
        assertThat(switches.said(opened)).containsExactly(Piece.of(opened), Piece.of(OK));
    }

    @Test
    void aQuestionHasNoResultToLose() {
        on("lost-result:chance=1:kinds=early");

        switches.fateOf(new AtCommand("+NETOPEN", Form.READ, ""));

        assertThat(switches.said(OK)).containsExactly(Piece.of(OK));
    }

    @Test
    void lookAlikesOfAPayloadComeAloneAndWhole() {
        on("payload-traps");
        Utterance read = new Utterance(Kind.INFORMATION, "\r\n+QIRD: 13\r\nabc\r\nOK\r\ndefg\r\n");

        List<Piece> pieces = switches.said(read);

        assertThat(pieces)
                .extracting(piece -> piece.utterance().text())
                .containsExactly("\r\n+QIRD: 13\r\nabc", "\r\nOK\r\n", "defg\r\n");
        assertThat(pieces.getLast().pause()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void aCutPayloadSwallowsTheResultBehindIt() {
        on("byte-loss:chance=1:kinds=cut");
        String head = "\r\n+QIRD: 100\r\n";
        Utterance read = new Utterance(Kind.INFORMATION, head + "x".repeat(100) + "\r\n");

        for (int i = 0; i < 50; i++) {
            String text = text(switches.said(read));
            assertThat(text).startsWith(head);
            assertThat(text.length()).isLessThan(head.length() + 100 - "\r\nOK\r\n".length());
        }
    }

    @Test
    void noFaultChangesAPayloadThatIsNotCut() {
        Utterance read = new Utterance(Kind.INFORMATION, "\r\n+QIRD: 4\r\nOK\r\n\r\n");
        for (FaultKind kind : FaultKind.values()) {
            if (kind != FaultKind.BYTE_LOSS) {
                FaultSwitches own = new FaultSwitches(() -> now);
                own.switchOn(
                        List.of(FaultOrder.of(kind).with("chance", "1")), new SplittableRandom(1));
                own.fateOf(command("+QIRD"));

                assertThat(text(own.said(read))).as(kind.word()).contains(read.text());
            }
        }
    }

    @Test
    void aPinIsNeverRefusedForNothing() {
        on("odd-errors:chance=1");

        assertThat(switches.fateOf(command("+CPIN"))).isEqualTo(new Fate.Obeyed());
        assertThat(switches.fateOf(command("+CSQ"))).isInstanceOf(Fate.Answered.class);
    }

    @Test
    void aHostThatHasBeenAwayFindsADeadLink() {
        on("ppp-zombie:chance=1:every=0s");
        assertThat(switches.incidents()).containsExactly(new Incident.InData(true));

        now = seconds(5).toNanos();
        assertThat(switches.incidents()).isEmpty();
        now = seconds(30).toNanos();
        assertThat(switches.incidents()).containsExactly(new Incident.InData(true));
    }

    private void on(String list) {
        switches.switchOn(Faults.parse(list), new SplittableRandom(1));
    }

    private static String text(List<Piece> pieces) {
        return pieces.stream().map(piece -> piece.utterance().text()).collect(Collectors.joining());
    }

    private static AtCommand command(String name) {
        return new AtCommand(name, Form.SET, "1");
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
