package org.kadec21.hal.at;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.Secret;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

class AtProtocolTest {

    private static final Command CSQ = Command.query("AT+CSQ", "+CSQ:");
    private static final Command SEND =
            Command.of("AT+QISEND=0,5")
                    .sending("hello".getBytes(StandardCharsets.ISO_8859_1))
                    .endingWith(List.of("SEND OK"), List.of("SEND FAIL"));
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ProtocolRig rig = ProtocolRig.inStep();

    @Test
    void sendsThePayloadOnceAndOnlyAfterThePrompt() {
        rig.start(SEND, PATIENCE);
        assertThat(rig.written).containsExactly("AT+QISEND=0,5\\r");

        rig.hear("\\r\\n> ");

        assertThat(rig.written).containsExactly("AT+QISEND=0,5\\r", "hello");
        assertThat(rig.shown).contains("> <5 bytes>");
    }

    @Test
    void waitsAMomentAfterAnAtSignPrompt() {
        rig.start(SEND, PATIENCE);
        rig.hear("\\r\\n@");
        assertThat(rig.written).hasSize(1);

        rig.pass(Duration.ofMillis(50));

        assertThat(rig.written).endsWith("hello");
    }

    @Test
    void tellsTheAnswerFromTheUrcOfTheSamePrefixByItsShape() {
        rig.start(
                Command.of("AT+CREG?")
                        .answeredBy(
                                new Answer.Prefixed("+CREG:", 1, fields -> fields.count() == 2)),
                PATIENCE);

        rig.hear("\\r\\n+CREG: 5\\r\\n\\r\\n+CREG: 1,2\\r\\n\\r\\n+CREG: 1\\r\\n\\r\\nOK\\r\\n");

        assertThat(rig.outcome()).isEqualTo("OK [+CREG: 1,2]");
        assertThat(rig.urcs).extracting(Urc::line).containsExactly("+CREG: 5", "+CREG: 1");
    }

    @Test
    void hearsAUrcGluedToTheOk() {
        rig.start(Command.of("AT"), PATIENCE);

        rig.hear("\\r\\nOK+CREG: 1\\r\\n");

        assertThat(rig.outcome()).isEqualTo("OK []");
        assertThat(rig.urcs).extracting(Urc::line).containsExactly("+CREG: 1");
    }

    @Test
    void takesThePayloadThatAUrcAnnounces() {
        rig.hear("\\r\\n+QIURC: \"recv\",0,5\\r\\nOK\\r\\n!\\r\\n+CREG: 1\\r\\n");

        assertThat(rig.urcs)
                .extracting(Urc::line)
                .containsExactly("+QIURC: \"recv\",0,5", "+CREG: 1");
        assertThat(rig.urcs.getFirst().payload()).isEqualTo(Escapes.bytes("OK\\r\\n!"));
    }

    @Test
    void doesNotTakeAStrayNoCarrierForTheEndOfAnotherCommand() {
        rig.start(CSQ, PATIENCE);

        rig.hear("\\r\\nNO CARRIER\\r\\n\\r\\n+CSQ: 9,99\\r\\n\\r\\nOK\\r\\n");

        assertThat(rig.outcome()).isEqualTo("OK [+CSQ: 9,99]");
        assertThat(rig.protocol.unknownLines()).isEqualTo(1);
    }

    @Test
    void passesOverUnknownLines() {
        rig.start(CSQ, PATIENCE);

        rig.hear("\\r\\n^HWNAT: 3\\r\\n\\xff\\xfe%%\\r\\n+CSQ: 9,99\\r\\nOK\\r\\n");

        assertThat(rig.outcome()).isEqualTo("OK [+CSQ: 9,99]");
        assertThat(rig.protocol.unknownLines()).isEqualTo(2);
    }

    @Test
    void sendsNoCommandOnALineThatDoesNotComeIntoStepInItsTime() {
        ProtocolRig fresh = new ProtocolRig();

        fresh.start(Command.of("AT+CGATT=1"), Duration.ofSeconds(10), Duration.ofSeconds(140));
        fresh.pass(Duration.ofSeconds(10));

        assertThat(fresh.outcome()).isEqualTo("OutOfStep");
        assertThat(fresh.written).containsOnly("AT+CMEE?\\r");
    }

    @Test
    void givesACommandItsWholePatienceOnceTheLineIsInStep() {
        ProtocolRig fresh = new ProtocolRig();

        fresh.start(Command.of("AT+CGATT=1"), Duration.ofSeconds(10), Duration.ofSeconds(140));
        fresh.hear("\\r\\n+CMEE: 1\\r\\n\\r\\nOK\\r\\n");
        fresh.pass(Duration.ofSeconds(139));
        assertThat(fresh.reply).isEmpty();
        fresh.hear("\\r\\nOK\\r\\n");

        assertThat(fresh.outcome()).isEqualTo("OK []");
    }

    @Test
    void keepsALateReplyFromAnsweringTheNextCommand() {
        rig.start(CSQ, PATIENCE);
        rig.pass(PATIENCE);
        assertThat(rig.outcome()).isEqualTo("Silence");
        rig.written.clear();

        rig.start(Command.query("AT+COPS?", "+COPS:"), Duration.ofSeconds(30));
        rig.hear("\\r\\n+CSQ: 9,99\\r\\n\\r\\nOK\\r\\n");
        assertThat(rig.reply).isEmpty();
        assertThat(rig.written).containsExactly("AT+CMEE?\\r");
        rig.hear("\\r\\n+CMEE: 1\\r\\n\\r\\nOK\\r\\n");
        assertThat(rig.written).containsExactly("AT+CMEE?\\r", "AT+COPS?\\r");
        rig.hear("\\r\\n+COPS: 0,0,\"KDDI\"\\r\\n\\r\\nOK\\r\\n");

        assertThat(rig.outcome()).isEqualTo("OK [+COPS: 0,0,\"KDDI\"]");
    }

    @Test
    void waitsForTheAnswersOfAllProbesThatPiledUpBehindABlockingCommand() {
        rig.start(Command.of("AT+QICLOSE=0"), PATIENCE);
        rig.pass(PATIENCE);
        rig.start(Command.of("AT+CGATT=0"), Duration.ofSeconds(60));
        rig.pass(Duration.ofSeconds(4));
        long probes = rig.written.stream().filter("AT+CMEE?\\r"::equals).count();
        assertThat(probes).isEqualTo(3);

        rig.hear(
                "\\r\\nOK\\r\\n\\r\\n+CMEE: 1\\r\\n\\r\\nOK\\r\\n\\r\\n+CMEE:"
                        + " 1\\r\\n\\r\\nOK\\r\\n");
        assertThat(rig.written).doesNotContain("AT+CGATT=0\\r");
        rig.hear("\\r\\n+CMEE: 1\\r\\n\\r\\nOK\\r\\n");

        assertThat(rig.written).endsWith("AT+CGATT=0\\r");
    }

    @Test
    void takesQuietForProofWhenSomeProbesWereLost() {
        ProtocolRig fresh = new ProtocolRig();
        fresh.start(Command.of("AT"), Duration.ofSeconds(10));
        fresh.pass(Duration.ofSeconds(2));
        fresh.hear("\\r\\n+CMEE: 0\\r\\n\\r\\nOK\\r\\n");
        assertThat(fresh.written).doesNotContain("AT\\r");

        fresh.pass(Resync.QUIET);

        assertThat(fresh.written).endsWith("AT\\r");
    }

    @Test
    void acceptsAPortThatSaysOkToEverything() {
        ProtocolRig fresh = new ProtocolRig();
        fresh.start(Command.of("AT"), Duration.ofSeconds(10));
        for (int probe = 0; probe < 2; probe++) {
            fresh.hear("\\r\\nOK\\r\\n");
            fresh.pass(Resync.WINDOW);
        }

        assertThat(fresh.written).containsExactly("AT+CMEE?\\r", "AT+CMEE?\\r", "AT\\r");
    }

    @Test
    void leavesAPromptThatCameTooLateBeforeItSaysAnythingElse() {
        rig.start(SEND, PATIENCE);
        rig.pass(PATIENCE);
        rig.written.clear();

        rig.start(CSQ, Duration.ofSeconds(30));
        rig.pass(Resync.ESCAPE);
        assertThat(rig.written).containsExactly("\\x1b", "AT+CMEE?\\r");
        rig.hear("\\r\\n> ");
        rig.pass(Resync.ESCAPE);

        assertThat(rig.written).containsExactly("\\x1b", "AT+CMEE?\\r", "\\x1b", "AT+CMEE?\\r");
        assertThat(rig.written).doesNotContain("hello");
    }

    @Test
    void givesUpAPayloadThatNeverArrivesInFullAndFindsItsStepAgain() {
        rig.start(
                Command.of("AT+QIRD=0,1500").answeredBy(new Answer.Announced("+QIRD:", 0)),
                PATIENCE);
        rig.hear("\\r\\n+QIRD: 100\\r\\nonly this");
        rig.pass(PATIENCE);
        assertThat(rig.outcome()).isEqualTo("Silence");

        rig.start(CSQ, PATIENCE);
        rig.hear("\\r\\n+CMEE: 1\\r\\n\\r\\nOK\\r\\n");
        rig.hear("\\r\\n+CSQ: 9,99\\r\\n\\r\\nOK\\r\\n");

        assertThat(rig.outcome()).isEqualTo("OK [+CSQ: 9,99]");
    }

    @Test
    void refusesAnAbsurdAnnouncement() {
        rig.start(
                Command.of("AT+QIRD=0,1500").answeredBy(new Answer.Announced("+QIRD:", 0)),
                PATIENCE);

        rig.hear("\\r\\n+QIRD: 999999\\r\\n");

        assertThat(rig.outcome()).isEqualTo("Unreadable");
        assertThat(rig.protocol.isInStep()).isFalse();
    }

    @Test
    void endsACommandWhenTheModuleRestartsInItsMiddle() {
        rig.start(CSQ, PATIENCE);

        rig.hear("\\r\\nRDY\\r\\n");

        assertThat(rig.outcome()).isEqualTo("Restarted");
        assertThat(rig.urcs).extracting(Urc::line).containsExactly("RDY");
        assertThat(rig.protocol.isInStep()).isFalse();
    }

    @Test
    void staysInQuarantineWhenNothingAnswers() {
        ProtocolRig dead = new ProtocolRig();

        dead.start(Command.of("AT"), Duration.ofMinutes(5));
        dead.pass(Duration.ofMinutes(5));

        assertThat(dead.outcome()).isEqualTo("OutOfStep");
        assertThat(dead.written).hasSize(Resync.PROBES).containsOnly("AT+CMEE?\\r");
    }

    @Test
    void endsEveryCommandOnADeadPort() {
        rig.start(CSQ, PATIENCE);
        rig.on(new AtProtocol.Event.Lost("unplugged"));
        assertThat(rig.outcome()).isEqualTo("Dead");

        rig.start(CSQ, PATIENCE);

        assertThat(rig.outcome()).isEqualTo("Dead");
    }

    @Test
    void showsNoSecretInEitherDirection() {
        Secret pin = Secret.of("4711");
        Secret password = Secret.of("hunter2");
        rig.start(Command.of("AT+CPIN=\"4711\"").hiding(pin), PATIENCE);
        rig.hear("AT+CPIN=\"4711\"\\r\\r\\nOK\\r\\n");
        rig.start(
                Command.of("AT+QICSGP=1,1,\"au.NET\",\"au\",\"hunter2\",1").hiding(password),
                PATIENCE);
        rig.hear("garbled QI+SGP \"hunter2\"\\r\\n\\r\\nOK\\r\\n");

        assertThat(rig.shown)
                .containsExactly(
                        "> AT+CPIN=***",
                        "< AT+CPIN=***",
                        "< OK",
                        "> AT+QICSGP=1,1,\"au.NET\",***",
                        "< garbled QI+SGP \"***\"",
                        "< OK");
    }

    @Test
    void executesOneCommandAtATime() {
        rig.start(CSQ, PATIENCE);

        assertThatThrownBy(() -> rig.start(CSQ, PATIENCE))
                .isInstanceOf(IllegalStateException.class);
    }

    /// A module that was blocked answers all it was asked meanwhile, however many commands gave up.
    @Test
    void doesNotTakeAnswersOwedToAnEarlierAttemptForItsOwn() {
        rig.start(Command.of("AT+CGATT=1"), PATIENCE);
        rig.pass(PATIENCE);
        rig.start(Command.of("AT"), Duration.ofSeconds(4));
        rig.pass(Duration.ofSeconds(4));
        rig.written.clear();

        rig.start(CSQ, Duration.ofSeconds(30));
        rig.hear("\\r\\nOK\\r\\n");
        rig.hear("\\r\\n+CMEE: 1\\r\\n\\r\\nOK\\r\\n".repeat(3));
        assertThat(rig.written).doesNotContain("AT+CSQ\\r");
        rig.hear("\\r\\n+CMEE: 1\\r\\n\\r\\nOK\\r\\n");

        assertThat(rig.written).endsWith("AT+CSQ\\r");
        rig.hear("\\r\\n+CSQ: 9,99\\r\\n\\r\\nOK\\r\\n");
        assertThat(rig.outcome()).isEqualTo("OK [+CSQ: 9,99]");
    }

    @Test
    void recognisesDataModeByPppFramesHoweverTheyAreRead() {
        byte[] request =
                Escapes.bytes("~\\xff}#\\xc0!}!}!} }4}\"}&} } } } }%}&(\\xe5L!}'}\"}(}\"\\x8d~");
        for (int split = 0; split <= request.length; split++) {
            ProtocolRig fresh = new ProtocolRig();
            fresh.start(Command.of("AT"), PATIENCE);

            fresh.hear(Arrays.copyOf(request, split));
            fresh.hear(Arrays.copyOfRange(request, split, request.length));

            assertThat(fresh.outcome()).isEqualTo("DataMode");
        }
    }

    @Test
    void doesNotTakeATildeForDataMode() {
        ProtocolRig fresh = new ProtocolRig();
        fresh.start(Command.of("AT"), PATIENCE);

        fresh.hear("~\\r\\n~~~hello~\\r\\n\\xff~\\r\\n");

        assertThat(fresh.reply).isEmpty();
    }
}
