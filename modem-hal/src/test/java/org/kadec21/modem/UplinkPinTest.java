package org.kadec21.modem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Secret;
import org.kadec21.modem.Attachment.Cause;
import org.kadec21.modem.Attachment.Offline;
import org.kadec21.modem.Attachment.Online;

import java.time.Duration;
import java.util.Optional;

/// What becomes of a SIM's PIN when an uplink comes up: given once, never a wrong one twice, and
/// the last try is a person's.
class UplinkPinTest extends UplinkRig {

    private static final String PIN = "AT+CPIN=\"4711\"";
    private static final String SIM_BUSY = "\\r\\n+CME ERROR: 14\\r\\n";
    private static final String MARK = PinMemory.mark(Secret.of("4711"));

    @Test
    void givesThePinOnceAndRemembersThatItWasGood() {
        module.answer("AT+CPIN?", ASKS_PIN, SIM_READY);

        assertThat(goOnline()).isInstanceOf(Online.class);
        assertThat(module.heard()).contains(PIN);
        assertThat(verdict()).contains(PinMemory.Verdict.ACCEPTED);
    }

    @Test
    void neverTriesAWrongPinTwiceNotEvenAfterARestart() {
        module.answer("AT+CPIN?", ASKS_PIN);
        module.answer(PIN, "\\r\\n+CME ERROR: 16\\r\\n");

        Offline first = (Offline) goOnline();
        Offline second = (Offline) goOnline();
        long pinsBefore = pinsGiven();
        restartTheUnit();
        Offline afterRestart = (Offline) goOnline();

        assertThat(first.cause()).isEqualTo(Cause.SIM);
        assertThat(first.reason()).contains("incorrect password");
        assertThat(second.reason()).contains("never tried twice");
        assertThat(afterRestart.reason()).contains("never tried twice");
        assertThat(pinsBefore).isEqualTo(1);
        assertThat(pinsGiven()).isZero();
        assertThat(uplink.modem().state()).isEqualTo(ModemState.LOCKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+CME ERROR: 3", "+CME ERROR: 13", "+CME ERROR: 14", "ERROR"})
    void doesNotCondemnAPinForARefusalThatIsNoVerdictOnIt(String refusal) {
        module.answer("AT+CPIN?", ASKS_PIN);
        module.answer("AT+CPINR", counter(3));
        module.answer(PIN, "\\r\\n" + refusal + "\\r\\n");

        Offline offline = (Offline) goOnline();
        module.answer("AT+CPIN?", ASKS_PIN, SIM_READY);
        module.answer(PIN, "\\r\\nOK\\r\\n");

        assertThat(offline.cause()).isEqualTo(Cause.SIM);
        assertThat(goOnline()).isInstanceOf(Online.class);
    }

    @Test
    void givesThePinAgainToASimThatWasBusy() {
        module.answer("AT+CPIN?", ASKS_PIN, ASKS_PIN, SIM_READY);
        module.answer(PIN, SIM_BUSY, "\\r\\nOK\\r\\n");

        assertThat(goOnline()).isInstanceOf(Online.class);
        assertThat(verdict()).contains(PinMemory.Verdict.ACCEPTED);
    }

    @Test
    void takesABusySimThatIsReadyAfterwardsForAcceptance() {
        module.answer("AT+CPIN?", ASKS_PIN, SIM_READY);
        module.answer(PIN, SIM_BUSY);

        assertThat(goOnline()).isInstanceOf(Online.class);
        assertThat(pinsGiven()).isEqualTo(1);
        assertThat(verdict()).contains(PinMemory.Verdict.ACCEPTED);
    }

    @Test
    void doesNotInsistWhenABusySimHasCountedTheTry() {
        module.answer("AT+CPIN?", ASKS_PIN);
        module.answer("AT+CPINR", counter(3), counter(2));
        module.answer(PIN, SIM_BUSY);

        goOnline();

        assertThat(pinsGiven()).isEqualTo(1);
    }

    @Test
    void neverTriesAPinAgainThatBlockedTheSim() {
        module.answer("AT+CPIN?", ASKS_PIN);
        module.answer(PIN, "\\r\\n+CME ERROR: 12\\r\\n");

        goOnline();

        assertThat(verdict()).contains(PinMemory.Verdict.REFUSED);
    }

    @Test
    void givesAProvenPinOnceMoreWhenItsAnswerWasLost() {
        pins.remember(MARK, PinMemory.Verdict.ACCEPTED);
        module.answer("AT+CPIN?", ASKS_PIN, ASKS_PIN, SIM_READY);
        module.answer(PIN, "", "\\r\\nOK\\r\\n");

        assertThat(goOnline()).isInstanceOf(Offline.class);
        assertThat(goOnline()).isInstanceOf(Online.class);
        assertThat(verdict()).contains(PinMemory.Verdict.ACCEPTED);
    }

    @Test
    void givesAProvenPinWithoutAnswerNoThirdTime() {
        pins.remember(MARK, PinMemory.Verdict.ACCEPTED);
        module.answer("AT+CPIN?", ASKS_PIN);
        module.answer(PIN, "");

        goOnline();
        goOnline();
        Offline third = (Offline) goOnline();

        assertThat(pinsGiven()).isEqualTo(2);
        assertThat(third.reason()).contains("never learnt");
    }

    @Test
    void doesNotDoubtAPinBeforeALineThatIsOutOfStep() {
        module.answer("AT+CPIN?", ASKS_PIN);
        module.answer("AT+CPINR", "\\r\\nRDY\\r\\n");

        Offline offline = (Offline) goOnline();

        assertThat(offline.cause()).isEqualTo(Cause.MODULE);
        assertThat(pinsGiven()).isZero();
        assertThat(verdict()).isEmpty();
    }

    @Test
    void doesNotDoubtAPinForWhichNoTimeWasLeft() {
        module.answer("AT+CPIN?", ASKS_PIN);
        module.answer("AT+CPINR", "");

        uplink.goOnline(world.after(Duration.ofSeconds(1)));

        assertThat(pinsGiven()).isZero();
        assertThat(verdict()).isEmpty();
    }

    @Test
    void givesThePinToAModuleThatKeepsItsCounterToItself() {
        module.answer("AT+CPIN?", ASKS_PIN, SIM_READY);
        module.answer("AT+CPINR", "");

        assertThat(goOnline()).isInstanceOf(Online.class);
    }

    @Test
    void letsTheRadioSleepWhenAFailureOfTheUnitEndsTheAttempt() {
        module.answer("AT+CPIN?", ASKS_PIN);
        pins.full = true;

        assertThatThrownBy(this::goOnline).isInstanceOf(FlashFullException.class);
        Usage asleep = uplink.usage();
        world.runFor(Duration.ofHours(1));

        assertThat(module.heard()).endsWith("AT+CFUN=0", "AT+CFUN?");
        assertThat(uplink.usage()).isEqualTo(asleep);
    }

    @Test
    void doesNotRepeatAPinWhoseAnswerWasLostUnlessTheCounterIsFull() {
        module.answer("AT+CPIN?", ASKS_PIN);
        module.answer("AT+CPINR", counter(2), counter(3));
        pins.remember(MARK, PinMemory.Verdict.IN_DOUBT);

        goOnline();
        assertThat(module.heard()).doesNotContain(PIN);

        goOnline();
        assertThat(module.heard()).contains(PIN);
    }

    @Test
    void doesNotTryAnUnknownPinOnASimThatRefusedOne() {
        module.answer("AT+CPIN?", ASKS_PIN);
        module.answer("AT+CPINR", counter(2));

        Offline offline = (Offline) goOnline();

        assertThat(offline.cause()).isEqualTo(Cause.SIM);
        assertThat(offline.reason()).contains("2 of 3", "only enters it while the counter is full");
        assertThat(offline.advice()).contains("by hand", "doctor");
        assertThat(module.heard()).doesNotContain(PIN);
        assertThat(verdict()).isEmpty();
    }

    @Test
    void givesAnAcceptedPinToASimThatRefusedAnotherSince() {
        pins.remember(MARK, PinMemory.Verdict.ACCEPTED);
        module.answer("AT+CPIN?", ASKS_PIN, SIM_READY);
        module.answer("AT+CPINR", counter(2));

        assertThat(goOnline()).isInstanceOf(Online.class);
        assertThat(pinsGiven()).isEqualTo(1);
    }

    /// The configuration was put right: the try that is missing was the wrong PIN's.
    @Test
    void givesANewPinAfterAnotherOfThisUnitWasRefused() {
        pins.remember(PinMemory.mark(Secret.of("1234")), PinMemory.Verdict.REFUSED);
        module.answer("AT+CPIN?", ASKS_PIN, SIM_READY);
        module.answer("AT+CPINR", counter(2));

        assertThat(goOnline()).isInstanceOf(Online.class);
        assertThat(pinsGiven()).isEqualTo(1);
    }

    @Test
    void leavesTheLastTryToAHuman() {
        module.answer("AT+CPIN?", ASKS_PIN);
        module.answer("AT+CPINR", counter(1));

        Offline offline = (Offline) goOnline();

        assertThat(offline.cause()).isEqualTo(Cause.SIM);
        assertThat(module.heard()).doesNotContain(PIN);
    }

    @Test
    void namesASimThatIsMissing() {
        module.answer("AT+CPIN?", "\\r\\n+CME ERROR: 10\\r\\n");

        Offline offline = (Offline) goOnline();

        assertThat(offline.cause()).isEqualTo(Cause.SIM);
        assertThat(offline.reason()).contains("SIM not inserted");
    }

    private Optional<PinMemory.Verdict> verdict() {
        return pins.verdict(MARK);
    }

    private long pinsGiven() {
        return module.heard().stream().filter(PIN::equals).count();
    }

    private static String counter(int left) {
        return "\\r\\n+CPINR: SIM PIN,"
                + left
                + ",3\\r\\n\\r\\n+CPINR: SIM PUK,10,10\\r\\n\\r\\nOK\\r\\n";
    }
}
