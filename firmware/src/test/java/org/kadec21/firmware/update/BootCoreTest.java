package org.kadec21.firmware.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.firmware.config.FirmwareProfile.DUAL_BAND_2;
import static org.kadec21.firmware.config.FirmwareProfile.LEGACY_1;
import static org.kadec21.firmware.config.FirmwareProfile.SUBMISSION_2;
import static org.kadec21.firmware.update.Slot.A;
import static org.kadec21.firmware.update.Slot.B;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kadec21.firmware.update.BootCore.Step;
import org.kadec21.firmware.update.BootEvent.CallEnded;
import org.kadec21.firmware.update.BootEvent.Ran;
import org.kadec21.firmware.update.BootEvent.Submission;
import org.kadec21.firmware.update.BootState.OnTrial;
import org.kadec21.firmware.update.BootState.WayBack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The table of `docs/boot.md`, row by row.
class BootCoreTest {

    private static final Instant PORT_25_ENDS = Instant.parse("2008-10-01T00:00:00Z");
    private static final Instant BAND_ENDS = Instant.parse("2012-07-21T15:00:00Z");
    private static final Instant BEFORE = PORT_25_ENDS.minusNanos(1);
    private static final BootCore CORE =
            new BootCore(new SendingRules(BAND_ENDS, Optional.of(PORT_25_ENDS)));
    private static final CallEnded SILENCE =
            new CallEnded(true, true, Submission.FAILED_IN_SILENCE);
    private static final BootCore UNREADABLE_BY_LEGACY =
            new BootCore(
                    new SendingRules(BAND_ENDS, Optional.empty())
                            .objecting(image ->
                                    image.auth()
                                            ? Optional.empty()
                                            : Optional.of("its server demands TLS")));
    private static final Trial ALMOST = new Trial(Trial.MOST_BOOTS, Duration.ZERO, 0, "");

    @Test
    void aConfirmedImageStartsAndNothingIsWritten() {
        Step step = powerOn(new Boards().with(A, LEGACY_1, true).starting(A), BEFORE);

        assertThat(step.state()).isEqualTo(new BootState.Proven(A));
        assertThat(step.commands()).containsExactly(new BootCommand.Start(A));
    }

    @Test
    void aNewImageStartsAfterItsBootWasCounted() {
        Step step =
                powerOn(
                        new Boards()
                                .with(A, LEGACY_1, true)
                                .with(B, SUBMISSION_2, false)
                                .starting(B),
                        BEFORE);

        assertThat(step.state()).isInstanceOf(OnTrial.class);
        assertThat(step.commands())
                .containsExactly(
                        new BootCommand.Note(B, new Trial(1, Duration.ZERO, 0, "")),
                        new BootCommand.Start(B));
    }

    @ParameterizedTest
    @MethodSource("spentTrials")
    void aTrialThatIsSpentEndsInTheOtherSlot(Trial trial) {
        Step step =
                powerOn(
                        new Boards()
                                .with(A, LEGACY_1, true)
                                .with(B, SUBMISSION_2, false)
                                .tried(B, trial)
                                .starting(B),
                        BEFORE);

        assertThat(step.state()).isEqualTo(new BootState.Proven(A));
        assertThat(step.commands())
                .contains(new BootCommand.StartFromNowOn(A))
                .endsWith(new BootCommand.Start(A))
                .anyMatch(command ->
                        command instanceof BootCommand.Note(Slot slot, Trial note)
                                && slot == B
                                && note.isGivenUp())
                .anyMatch(BootCommand.Report.class::isInstance);
    }

    static Stream<Trial> spentTrials() {
        return Stream.of(
                new Trial(Trial.MOST_BOOTS, Duration.ZERO, 0, ""),
                new Trial(1, Trial.LONGEST, 0, ""),
                new Trial(1, Duration.ZERO, Trial.MOST_FAILED_SUBMISSIONS, ""),
                new Trial(1, Duration.ZERO, 0, "it was given up before the power went"));
    }

    @Test
    void nothingIsRolledBackToAnImageThatCannotSendAnyMore() {
        Step step =
                powerOn(
                        new Boards()
                                .with(A, LEGACY_1, true)
                                .with(B, SUBMISSION_2, false)
                                .tried(B, ALMOST)
                                .starting(B),
                        PORT_25_ENDS);

        assertThat(step.state()).isEqualTo(new BootState.Stranded(B));
        assertThat(step.commands()).endsWith(new BootCommand.Start(B));
        assertThat(reports(step)).singleElement().asString().contains("port 25", "stays");
    }

    @Test
    void anOldBandImageIsNoWayBackAfterTheBandHasEnded() {
        Step step =
                powerOn(
                        new Boards()
                                .with(A, SUBMISSION_2, true)
                                .with(B, SUBMISSION_2, false)
                                .tried(B, ALMOST)
                                .starting(B),
                        BAND_ENDS);

        assertThat(step.state()).isEqualTo(new BootState.Stranded(B));
        assertThat(reports(step)).singleElement().asString().contains("old 800 MHz");
    }

    @Test
    void aStrandedImageStartsAgainWithoutAWord() {
        Step step =
                powerOn(
                        new Boards()
                                .with(A, LEGACY_1, true)
                                .with(B, SUBMISSION_2, false)
                                .tried(B, ALMOST.givenUpFor("it failed"))
                                .starting(B),
                        PORT_25_ENDS);

        assertThat(step)
                .isEqualTo(new Step(new BootState.Stranded(B), List.of(new BootCommand.Start(B))));
    }

    @Test
    void anImageThatCannotReadTheConfigurationCostsNoStarts() {
        Step step =
                powerOn(
                        UNREADABLE_BY_LEGACY,
                        new Boards()
                                .with(A, SUBMISSION_2, true)
                                .with(B, LEGACY_1, false)
                                .starting(B));

        assertThat(step.state()).isEqualTo(new BootState.Proven(A));
        assertThat(step.commands())
                .contains(new BootCommand.StartFromNowOn(A))
                .noneMatch(BootCommand.Note.class::isInstance);
        assertThat(reports(step))
                .singleElement()
                .asString()
                .contains("slot a is started instead of slot b", "demands TLS");
    }

    @Test
    void anImageThatCannotReadTheConfigurationIsNoWayBack() {
        Step step =
                powerOn(
                        UNREADABLE_BY_LEGACY,
                        new Boards()
                                .with(A, LEGACY_1, true)
                                .with(B, SUBMISSION_2, false)
                                .tried(B, ALMOST)
                                .starting(B));

        assertThat(step.state()).isEqualTo(new BootState.Stranded(B));
        assertThat(reports(step)).singleElement().asString().contains("no way back", "demands TLS");
    }

    @Test
    void aLoneImageThatCannotReadTheConfigurationIsTriedAllTheSame() {
        Step step =
                powerOn(UNREADABLE_BY_LEGACY, new Boards().with(A, LEGACY_1, false).starting(A));

        assertThat(step.state()).isInstanceOf(OnTrial.class);
        assertThat(reports(step)).singleElement().asString().contains("for want of a better one");
    }

    @Test
    void twoImagesThatBothFailedDoNotChaseEachOther() {
        Step step =
                powerOn(
                        new Boards()
                                .with(A, SUBMISSION_2, false)
                                .tried(A, ALMOST)
                                .with(B, SUBMISSION_2, false)
                                .tried(B, ALMOST)
                                .starting(B),
                        BEFORE);

        assertThat(step.state()).isEqualTo(new BootState.Stranded(A));
        assertThat(step.commands()).endsWith(new BootCommand.Start(A));
    }

    @Test
    void aDamagedSlotIsPutAwayAndTheOtherOneStarts() {
        Step step =
                powerOn(
                        new Boards()
                                .with(A, LEGACY_1, true)
                                .with(B, SUBMISSION_2, true)
                                .damaged(B)
                                .starting(B),
                        BEFORE);

        assertThat(step.state()).isEqualTo(new BootState.Proven(A));
        assertThat(step.commands())
                .startsWith(new BootCommand.Quarantine(B, "expected an image, but it was changed"))
                .contains(new BootCommand.StartFromNowOn(A));
        assertThat(reports(step)).singleElement().asString().contains("slot b was put away");
    }

    @Test
    void withoutAnyImageTheBaseStarts() {
        Step step = powerOn(new Boards().startingNothing(), BEFORE);

        assertThat(step)
                .isEqualTo(new Step(new BootState.OnBase(), List.of(new BootCommand.StartBase())));
    }

    @Test
    void withoutASoundImageTheBaseStartsAndSaysSo() {
        Step step = powerOn(new Boards().with(A, LEGACY_1, true).damaged(A).starting(A), BEFORE);

        assertThat(step.state()).isEqualTo(new BootState.OnBase());
        assertThat(reports(step)).hasSize(2).last().asString().contains("built with");
    }

    @Test
    void anImageBehindTheBurntIndexNeverStarts() {
        Step step = powerOn(new Boards().burnt(2).with(A, LEGACY_1, true).starting(A), BEFORE);

        assertThat(step.state()).isEqualTo(new BootState.OnBase());
        assertThat(reports(step)).singleElement().asString().contains("rollback index");
    }

    @Test
    void anImageForAnotherModuleGivesWayToOneThatFits() {
        Step step =
                powerOn(
                        new Boards()
                                .module(FittedModule.DUAL_BAND)
                                .with(A, SUBMISSION_2, true)
                                .with(B, DUAL_BAND_2, false)
                                .starting(A),
                        BEFORE);

        assertThat(step.commands())
                .contains(new BootCommand.StartFromNowOn(B))
                .endsWith(new BootCommand.Start(B));
    }

    @Test
    void anImageForAnotherModuleIsUsedWhenThereIsNoOther() {
        Step step =
                powerOn(
                        new Boards()
                                .module(FittedModule.DUAL_BAND)
                                .with(A, SUBMISSION_2, true)
                                .starting(A),
                        BEFORE);

        assertThat(step.state()).isEqualTo(new BootState.Proven(A));
        assertThat(reports(step)).singleElement().asString().contains("used as it is");
    }

    @ParameterizedTest
    @CsvSource({
        "true,  true,  WENT,                     true",
        "true,  true,  FAILED_IN_SILENCE,        false",
        "true,  true,  FAILED_ON_PROVEN_NETWORK, false",
        "true,  false, FAILED_IN_SILENCE,        false",
        "false, false, FAILED_IN_SILENCE,        false"
    })
    void onlyACallThatGotThroughConfirms(
            boolean identified, boolean registered, Submission submission, boolean confirms) {
        Step step =
                CORE.step(
                        onTrial(Trial.NONE),
                        new CallEnded(identified, registered, submission),
                        BEFORE);

        assertThat(step.commands().contains(new BootCommand.Confirm(B))).isEqualTo(confirms);
        assertThat(step.state()).isInstanceOf(confirms ? BootState.Proven.class : OnTrial.class);
    }

    @Test
    void submissionsThatFailOverAProvenNetworkRollBack() {
        BootState state = onTrial(Trial.NONE);
        Step step = Step.stay(state);
        for (int call = 0; call < Trial.MOST_FAILED_SUBMISSIONS; call++) {
            assertThat(step.state()).isInstanceOf(OnTrial.class);
            step =
                    CORE.step(
                            step.state(),
                            new CallEnded(true, true, Submission.FAILED_ON_PROVEN_NETWORK),
                            BEFORE);
        }

        assertThat(step.state()).isEqualTo(new BootState.Leaving(A));
        assertThat(step.commands())
                .contains(new BootCommand.StartFromNowOn(A))
                .endsWith(new BootCommand.Restart());
    }

    @Test
    void anImageThatNeverRegistersIsRolledBackWhenItsTimeIsOver() {
        Trial lastHour = Trial.NONE.ranFor(Trial.LONGEST.minusHours(1));

        Step step = CORE.step(onTrial(lastHour), new Ran(Duration.ofHours(1)), BEFORE);

        assertThat(step.state()).isEqualTo(new BootState.Leaving(A));
        assertThat(reports(step)).singleElement().asString().contains("48 h");
    }

    @Test
    void timeOnASilentNetworkCountsAFifteenth() {
        Trial almostOver = Trial.NONE.ranFor(Trial.LONGEST.minusHours(1));
        Step step = CORE.step(onTrial(almostOver), SILENCE, BEFORE);

        for (int hour = 0; hour < 14; hour++) {
            step = CORE.step(step.state(), new Ran(Duration.ofHours(1)), BEFORE);
            assertThat(step.state()).isInstanceOf(OnTrial.class);
        }
        step = CORE.step(step.state(), new Ran(Duration.ofHours(1)), BEFORE);

        assertThat(step.state()).isEqualTo(new BootState.Leaving(A));
    }

    @Test
    void anHourOnASilentNetworkForgivesTheStarts() {
        Step step = CORE.step(onTrial(ALMOST), SILENCE, BEFORE);

        step = CORE.step(step.state(), new Ran(Duration.ofHours(1)), BEFORE);

        assertThat(step.commands())
                .singleElement()
                .isInstanceOfSatisfying(
                        BootCommand.Note.class, note -> assertThat(note.trial().boots()).isZero());
    }

    @Test
    void timeCountsInFullAgainOnceTheUnitIsNotRegistered() {
        Trial almostOver = Trial.NONE.ranFor(Trial.LONGEST.minusHours(1));
        Step step = CORE.step(onTrial(almostOver), SILENCE, BEFORE);

        step =
                CORE.step(
                        step.state(),
                        new CallEnded(true, false, Submission.FAILED_IN_SILENCE),
                        BEFORE);
        step = CORE.step(step.state(), new Ran(Duration.ofHours(1)), BEFORE);

        assertThat(step.state()).isEqualTo(new BootState.Leaving(A));
    }

    @Test
    void aWayBackThatClosesWhileAnImageRunsIsNotTaken() {
        Trial lastHour = Trial.NONE.ranFor(Trial.LONGEST.minusHours(1));

        Step step = CORE.step(onTrial(lastHour), new Ran(Duration.ofHours(1)), PORT_25_ENDS);

        assertThat(step.state()).isEqualTo(new BootState.Stranded(B));
    }

    @Test
    void whatItsWatchdogEndedIsReportedAndNothingElse() {
        BootState off = new BootState.Off();

        Step step =
                CORE.step(off, new BootEvent.Bitten(Optional.of(B), Duration.ofMinutes(1)), BEFORE);

        assertThat(step.state()).isEqualTo(off);
        assertThat(step.commands()).hasSize(1);
        assertThat(reports(step)).singleElement().asString().contains("slot b", "60 s", "hung");
    }

    @Test
    void theLastBootHasItsFullTime() {
        Step step = CORE.step(onTrial(ALMOST), new Ran(Duration.ofHours(1)), BEFORE);

        assertThat(step.state()).isInstanceOf(OnTrial.class);
    }

    @Test
    void aProvenImageIsNotJudgedAgain() {
        BootState proven = new BootState.Proven(A);

        assertThat(CORE.step(proven, new Ran(Trial.LONGEST), BEFORE)).isEqualTo(Step.stay(proven));
        assertThat(
                        CORE.step(
                                proven,
                                new CallEnded(true, true, Submission.FAILED_ON_PROVEN_NETWORK),
                                BEFORE))
                .isEqualTo(Step.stay(proven));
    }

    private static OnTrial onTrial(Trial trial) {
        return new OnTrial(B, trial, new WayBack.Open(A, Boards.manifest(LEGACY_1, 1)));
    }

    private static Step powerOn(BootCore core, BootEvent.PoweredOn event) {
        return core.step(new BootState.Off(), event, BEFORE);
    }

    private static Step powerOn(BootEvent.PoweredOn event, Instant now) {
        return CORE.step(new BootState.Off(), event, now);
    }

    private static List<String> reports(Step step) {
        return step.commands().stream()
                .filter(BootCommand.Report.class::isInstance)
                .map(report -> ((BootCommand.Report) report).sentence())
                .toList();
    }
}
