package org.kadec21.firmware.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.PowerOffException;
import org.kadec21.simulation.flash.SimulatedFlash;

import java.util.List;

final class StateStoreTest {

    private final SimulatedFlash flash = Flashes.empty();
    private final RecordedJournal journal = new RecordedJournal();

    @Test
    void remembersFactsThroughABoot() {
        StateStore state = open();
        state.put("pin.tried", "0000");
        state.put("boot.count", "1");
        state.put("boot.count", "2");
        state.remove("pin.tried");

        StateStore rebooted = open();

        assertThat(rebooted.get("boot.count")).contains("2");
        assertThat(rebooted.get("pin.tried")).isEmpty();
    }

    @Test
    void changesSeveralFactsAsAWholeOrNotAtAll() {
        StateStore before = open();
        before.change(new StateChange().put("a", "1").put("b", "1"));
        long operations = flash.operations();
        before.change(new StateChange().put("a", "2").put("b", "2"));
        long perChange = flash.operations() - operations;

        for (long cut = 1; cut <= perChange; cut++) {
            StateStore state = open();
            flash.cutAt(flash.operations() + cut);
            String next = state.get("a").orElseThrow() + cut;
            assertThatThrownBy(() -> state.change(new StateChange().put("a", next).put("b", next)))
                    .isInstanceOf(PowerOffException.class);
            flash.powerOn();

            StateStore rebooted = open();
            assertThat(rebooted.get("a")).isEqualTo(rebooted.get("b"));
        }
    }

    @Test
    void writesNothingForWhatIsSoAlready() {
        StateStore state = open();
        state.put("a", "1");
        long operations = flash.operations();

        state.put("a", "1");
        state.remove("never.set");

        assertThat(flash.operations()).isEqualTo(operations);
    }

    @Test
    void isRewrittenWhenItIsMostlyDead() {
        StateStore state = open();
        String value = "x".repeat(1000);
        for (int i = 0; i < 200; i++) {
            state.put("a", value + i);
        }

        assertThat(flash.size(flash.list().getFirst())).isLessThan(70_000);
        assertThat(open().get("a")).contains(value + 199);
    }

    @Test
    void hasTheValueBeforeWhenAChangeIsDamaged() {
        StateStore state = open();
        List.of("1", "2").forEach(value -> state.put("a", value));
        state.put("b", "1");
        flash.flipBit("state.00000001", 16 + 21 + 12, 0);

        assertThat(open().get("a")).contains("1");
        assertThat(open().get("b")).contains("1");
    }

    @Test
    void keepsAFactThatOnlyALaterImageUnderstands() {
        StateStore.open(flash, journal);
        flash.append("state.00000001", new Frame(77, new byte[] {1, 2, 3}).encode());
        StateStore state = open();
        String value = "x".repeat(1000);
        for (int i = 0; i < 100; i++) {
            state.put("a", value + i);
        }

        assertThat(flash.list()).doesNotContain("state.00000001");
        assertThat(new LogReader(flash).frames("state", FileKind.STATE).orElseThrow())
                .anyMatch(frame -> frame.type() == 77 && frame.value().length == 3);
    }

    @Test
    void changesNothingWhenFlashIsFull() {
        SimulatedFlash small = Flashes.ofSize(100, 1);
        StateStore state = StateStore.open(small, journal);
        state.put("a", "1");

        assertThatThrownBy(() -> state.put("b", "x".repeat(100)))
                .isInstanceOf(FlashFullException.class);

        assertThat(state.get("b")).isEmpty();
        assertThat(StateStore.open(small, journal).get("a")).contains("1");
    }

    @Test
    void findsFactsByPrefix() {
        StateStore state = open();
        List.of("alarm", "alarm.high", "alarm.low", "alarms").forEach(key -> state.put(key, key));

        assertThat(state.startingWith("alarm.")).containsOnlyKeys("alarm.high", "alarm.low");
    }

    @Test
    void isListedBesideARunningUnit() {
        open().put("a", "1");
        long operations = flash.operations();

        assertThat(StateStore.list(flash)).containsEntry("a", "1");
        assertThat(flash.operations()).isEqualTo(operations);
    }

    private StateStore open() {
        return StateStore.open(flash, journal);
    }
}
