package org.kadec21.firmware.instruction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kadec21.modem.Attachment;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/// What arrives in the mailbox, what the unit makes of it, and what it says of that.
class InstructionDeskTest {

    private static final Operator CONTROL = Operator.named("control");
    private static final Operator STRANGER = Operator.named("watch");
    private static final String OLD = "mail.provider.test";
    private static final String NEW = "new.provider.test";

    private final DeskLab lab = new DeskLab().boot();

    @AfterEach
    void end() {
        lab.close();
    }

    @Test
    void anInstructionIsTriedOutAndItsMailIsGone() {
        take(7);

        assertThat(lab.restarts).isEqualTo(1);
        assertThat(lab.mailsInBox()).isZero();
        assertThat(lab.boot().server()).isEqualTo(NEW);
        assertThat(lab.sequence()).isEqualTo(7);
        assertThat(lab.life().settings().state().trial()).isPresent();
        assertThat(lab.reports()).containsExactly("instruction.7.trial");
    }

    @Test
    void itStaysOnceAServerHasTakenTheMailThatTellsOfIt() {
        take(7);
        lab.boot();
        lab.window();

        assertThat(lab.life().settings().state().trial()).isEmpty();
        assertThat(lab.reports()).containsExactly("instruction.7.trial", "instruction.7.confirmed");
        assertThat(lab.boot().server()).isEqualTo(NEW);
    }

    @Test
    void aCallBeforeTheRestartIsNoEvidence() {
        take(7);
        lab.window();
        lab.window();

        assertThat(lab.life().settings().state().trial()).isPresent();
        assertThat(lab.reports()).isEmpty();
        assertThat(lab.restarts).isEqualTo(1);
    }

    @Test
    void itIsTakenBackWhenItsServerRefusesTheUnitThreeTimes() {
        take(7);
        lab.boot();
        lab.window(DeskLab.REFUSED);
        lab.window(DeskLab.REFUSED);
        assertThat(lab.life().settings().state().trial()).isPresent();
        lab.window(DeskLab.REFUSED);

        assertThat(lab.restarts).isEqualTo(2);
        assertThat(lab.boot().server()).isEqualTo(OLD);
        assertThat(lab.reports())
                .containsExactly("instruction.7.trial", "instruction.7.taken-back");
        assertThat(lab.sequence()).isEqualTo(7);
    }

    @Test
    void aSilentServerCountsBecauseTheMailboxAnswers() {
        take(7);
        lab.boot();
        for (int call = 0; call < 3; call++) {
            lab.window(DeskLab.SILENT);
        }

        assertThat(lab.boot().server()).isEqualTo(OLD);
    }

    @Test
    void withoutANetworkNothingCounts() {
        take(7);
        lab.boot();
        for (int call = 0; call < 5; call++) {
            lab.noBearer(Attachment.Cause.REGISTRATION);
        }

        assertThat(lab.boot().server()).isEqualTo(NEW);
    }

    @Test
    void itIsTakenBackWhenTheMailboxThatItBringsCannotBeReached() {
        take(Operator.text(7, "  - {set: instructions.port, to: 11299}\n"));
        lab.boot();
        lab.window();
        lab.window();
        assertThat(lab.life().settings().state().trial()).isPresent();
        lab.window();

        assertThat(lab.boot().reports())
                .containsExactly("instruction.7.trial", "instruction.7.taken-back");
        assertThat(lab.troubles).anyMatch(line -> line.contains("its mailbox was not reached: "));
        lab.arrives(CONTROL.signed(Operator.moving(8, NEW)));
        lab.window();
        assertThat(lab.boot().server()).isEqualTo(NEW);
    }

    @Test
    void aMailboxThatItBringsIsLoggedInToBeforeItStays() {
        take(Operator.text(7, "  - {set: instructions.port, to: " + DeskLab.OTHER_POP3 + "}\n"));
        lab.boot();
        long logins = lab.asked("PASS");
        lab.window();

        assertThat(lab.asked("PASS")).isEqualTo(logins + 1);
        assertThat(lab.reports()).containsExactly("instruction.7.trial", "instruction.7.confirmed");
    }

    @Test
    void anAccessPointThatGivesNoPacketServiceCounts() {
        take(Operator.text(7, "  - {set: module.apn, to: wrong}\n"));
        lab.boot();
        for (int call = 0; call < 3; call++) {
            lab.noBearer(Attachment.Cause.BEARER);
        }

        assertThat(lab.boot().life().config().module().apn()).isEqualTo("internet");
    }

    @Test
    void aReplayChangesNothingAndIsToldOnce() {
        byte[] mail = CONTROL.signed(Operator.moving(7, NEW));
        lab.arrives(mail);
        lab.window();
        lab.boot();
        lab.window();

        lab.arrives(mail);
        lab.arrives(mail);
        lab.window();
        lab.arrives(mail);
        lab.window();

        assertThat(lab.restarts).isEqualTo(1);
        assertThat(lab.mailsInBox()).isZero();
        assertThat(lab.reports()).filteredOn(id -> id.contains("refused")).hasSize(1);
        assertThat(lab.troubles)
                .contains(
                        "instruction 7 was refused: expected a sequence number above 7, came 7: it"
                                + " was taken already, or a later one was");
    }

    @Test
    void whatArrivesBehindALaterOneChangesNothing() {
        take(9);
        lab.boot();
        lab.window();

        lab.arrives(CONTROL.signed(Operator.moving(8, "late.provider.test")));
        lab.window();

        assertThat(lab.boot().server()).isEqualTo(NEW);
        assertThat(lab.sequence()).isEqualTo(9);
    }

    @Test
    void severalAreFollowedOneAfterTheOtherByTheirNumbers() {
        lab.arrives(CONTROL.signed(Operator.moving(9, "last.provider.test")));
        lab.arrives(CONTROL.signed(Operator.moving(8, "first.provider.test")));
        lab.window();

        assertThat(lab.boot().server()).isEqualTo("first.provider.test");
        assertThat(lab.mailsInBox()).isEqualTo(1);
        lab.window();
        lab.window();
        assertThat(lab.boot().server()).isEqualTo("last.provider.test");
        assertThat(lab.mailsInBox()).isZero();
    }

    @Test
    void nothingIsTakenWhileAnotherIsOnTrial() {
        take(7);
        lab.boot();
        lab.arrives(CONTROL.signed(Operator.moving(8, "next.provider.test")));
        lab.window(DeskLab.REFUSED);

        assertThat(lab.mailsInBox()).isEqualTo(1);
        assertThat(lab.boot().server()).isEqualTo(NEW);
    }

    @Test
    void aStrangersInstructionChangesNothing() {
        refuses(
                STRANGER.signed(Operator.moving(7, NEW)),
                "expected the signature of one of 1 allowed signers");
    }

    @Test
    void anotherUnitsInstructionChangesNothing() {
        refuses(
                CONTROL.signed(Operator.moving(7, NEW).replace("[n2-test]", "[n2-other]")),
                "expected an instruction for n2-test, came one for n2-other");
    }

    @Test
    void anExpiredInstructionChangesNothing() {
        refuses(
                CONTROL.signed(Operator.moving(7, NEW).replace("2013-02-01", "2013-01-03")),
                "expected an instruction that has not expired");
    }

    @Test
    void anInstructionThatArrivedByHalfChangesNothing() {
        byte[] mail = CONTROL.signed(Operator.moving(7, NEW));

        refuses(Arrays.copyOf(mail, mail.length / 2), "came half of it or more");
    }

    @Test
    void anOversizedInstructionIsNotEvenFetched() {
        byte[] mail = CONTROL.signed(Operator.moving(7, NEW) + "# x".repeat(40_000));

        refuses(mail, "expected a mail of at most 65536 bytes");
        assertThat(lab.asked("RETR")).isZero();
    }

    @Test
    void whatTheUnitCannotWorkByChangesNothing() {
        refuses(
                CONTROL.signed(Operator.text(7, "  - {set: servers.1.port, to: many}\n")),
                "the unit cannot work by it: servers.1.port: expected a whole number");
    }

    @Test
    void whatTheUnitCannotWorkByKeepsNothingWaitingBehindIt() {
        lab.arrives(CONTROL.signed(Operator.text(7, "  - {set: servers.1.port, to: 70000}\n")));
        lab.arrives(CONTROL.signed(Operator.text(8, "  - {set: servers.1.port, to: 80000}\n")));
        lab.arrives(CONTROL.signed(Operator.moving(9, NEW)));
        lab.arrives(CONTROL.signed(Operator.moving(10, "later.provider.test")));

        lab.window();

        assertThat(lab.mailsInBox()).isEqualTo(1);
        assertThat(lab.boot().server()).isEqualTo(NEW);
        assertThat(lab.sequence()).isEqualTo(9);
        assertThat(lab.reports()).filteredOn(id -> id.contains("refused")).hasSize(2);
    }

    @Test
    void aPasswordInTheClearChangesNothing() {
        refuses(
                CONTROL.signed(Operator.text(7, "  - {set: servers.1.password, to: swordfish}\n")),
                "passwords and tokens only in a mail encrypted");
        assertThat(lab.everything()).doesNotContain("swordfish");
    }

    @Test
    void aPasswordThatCameEncryptedIsTakenAndNeverShown() {
        lab.arrives(
                CONTROL.encrypted(
                        Operator.text(7, "  - {set: servers.1.password, to: swordfish}\n"),
                        Operator.certificate("watch")));
        lab.window();
        lab.boot();
        lab.window();

        assertThat(lab.life().config().servers().getFirst().auth().toString())
                .doesNotContain("swordfish");
        assertThat(lab.reports()).contains("instruction.7.confirmed");
        assertThat(lab.everything()).doesNotContain("swordfish");
    }

    @Test
    void refusalsAreToldFourTimesADayAtMost() {
        for (int number = 1; number <= 8; number++) {
            lab.arrives(STRANGER.signed(Operator.moving(number, NEW)));
        }
        lab.window(Duration.ofHours(12));
        lab.window(Duration.ofHours(11));
        assertThat(lab.mailsInBox()).isZero();
        assertThat(lab.reports()).hasSize(4);

        lab.arrives(STRANGER.signed(Operator.moving(9, NEW)));
        lab.window();
        assertThat(lab.reports()).hasSize(5);
    }

    @Test
    void refusedMailsBeforeItKeepNoInstructionAway() {
        for (int number = 1; number <= 15; number++) {
            lab.arrives(STRANGER.signed(Operator.moving(number, NEW)));
        }
        lab.arrives(CONTROL.signed(Operator.moving(7, NEW)));
        lab.window();

        assertThat(lab.boot().server()).isEqualTo(NEW);
        assertThat(lab.reports()).contains("instruction.7.trial").hasSize(5);
    }

    @Test
    void foreignMailStaysAndIsLookedAtOnce() {
        for (int mail = 0; mail < 30; mail++) {
            lab.arrives(foreign(mail));
        }
        lab.window();
        assertThat(lab.asked("TOP")).isEqualTo(20);
        lab.window();
        lab.window();

        assertThat(lab.asked("TOP")).isEqualTo(30);
        assertThat(lab.asked("RETR")).isZero();
        assertThat(lab.mailsInBox()).isEqualTo(30);
        assertThat(lab.reports()).isEmpty();
    }

    @Test
    void aMailboxFullOfForeignMailHidesNoInstructionForLong() {
        lab.arrives(CONTROL.signed(Operator.moving(7, NEW)));
        for (int mail = 0; mail < 30; mail++) {
            lab.arrives(foreign(mail));
        }
        lab.window();
        lab.window();

        assertThat(lab.boot().server()).isEqualTo(NEW);
    }

    @Test
    void theMailboxIsLookedAtOnceADay() {
        lab.window();
        lab.arrives(CONTROL.signed(Operator.moving(7, NEW)));

        lab.window(Duration.ofHours(1));
        assertThat(lab.restarts).isZero();

        lab.window();
        assertThat(lab.restarts).isEqualTo(1);
    }

    private void refuses(byte[] mail, String because) {
        lab.arrives(mail);
        lab.window();

        assertThat(lab.troubles).anySatisfy(line -> assertThat(line).contains(because));
        assertThat(lab.restarts).isZero();
        assertThat(lab.mailsInBox()).isZero();
        assertThat(lab.boot().server()).isEqualTo(OLD);
        assertThat(lab.sequence()).isZero();
        assertThat(lab.reports()).hasSize(1);
    }

    private void take(int sequence) {
        take(Operator.moving(sequence, NEW));
    }

    private void take(String text) {
        lab.arrives(CONTROL.signed(text));
        lab.window();
    }

    private static byte[] foreign(int number) {
        return ("From: somebody@elsewhere.test\r\nSubject: offer "
                        + number
                        + "\r\n\r\nbuy this\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
