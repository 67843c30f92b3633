package org.kadec21.firmware.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.FlashFullException;
import org.kadec21.simulation.flash.SimulatedFlash;
import org.kadec21.simulation.flash.Survival;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

final class LogTest {

    private static final String FIRST_FILE = "things.00000001";

    private final SimulatedFlash flash = Flashes.empty();
    private final RecordedJournal journal = new RecordedJournal();

    @Test
    void keepsWhatWasAppendedThroughTheStrictestPowerCut() {
        Log log = create();
        log.append(frame("one"));
        log.append(frame("two"));

        cutPower();

        assertThat(texts(recover().frames())).containsExactly("one", "two");
    }

    @Test
    void cutsATornTailOffByRewriting() {
        create().append(frame("one"));
        flash.append(FIRST_FILE, Arrays.copyOf(frame("torn").encode(), 9));

        Log.Recovered recovered = recover();
        recovered.log().append(frame("two"));

        assertThat(flash.list()).containsExactly("things.00000002");
        assertThat(texts(recover().frames())).containsExactly("one", "two");
        assertThat(journal.lines()).containsExactly("file.torn file=" + FIRST_FILE + " bytes=9");
    }

    @Test
    void goesOnBehindATornTailWhenThereIsNoRoomToRewrite() {
        SimulatedFlash small = Flashes.ofSize(400, 1);
        Log log = Log.create(small, journal, "things", FileKind.STATE, List.of());
        log.append(new Frame(1, new byte[200]));
        small.append(FIRST_FILE, Arrays.copyOf(frame("torn").encode(), 9));

        Log.recover(small, journal, "things", FileKind.STATE)
                .orElseThrow()
                .log()
                .append(frame("after"));

        List<Frame> frames =
                Log.recover(small, journal, "things", FileKind.STATE).orElseThrow().frames();
        assertThat(small.list()).containsExactly(FIRST_FILE);
        assertThat(frames).hasSize(2);
        assertThat(texts(frames).getLast()).isEqualTo("after");
    }

    @Test
    void reportsADamagedFrameAndReadsTheRest() {
        Log log = create();
        List.of("one", "two", "three").forEach(text -> log.append(frame(text)));
        flash.flipBit(FIRST_FILE, FileHeader.BYTES + frame("one").encodedBytes() + 11, 3);

        Log.Recovered recovered = recover();

        assertThat(texts(recovered.frames())).containsExactly("one", "three");
        assertThat(recovered.damagedStretches()).isEqualTo(1);
        assertThat(journal.lines())
                .containsExactly("file.damaged file=" + FIRST_FILE + " offset=33 bytes=17");
    }

    @Test
    void keepsADamagedFileAsideWhenItIsRewritten() {
        Log log = create();
        List.of("one", "two", "three").forEach(text -> log.append(frame(text)));
        flash.flipBit(FIRST_FILE, FileHeader.BYTES + 11, 3);

        recover().log().rewrite(List.of(frame("three")));

        assertThat(flash.list()).containsExactly("quarantine-" + FIRST_FILE, "things.00000002");
    }

    @Test
    void quarantinesAnUnknownMajorVersionAndNeverDeletesIt() {
        byte[] future = new FileHeader(FileKind.STATE.code(), 2, 0).encode();
        flash.restore(Map.of("things.00000004", future));

        assertThat(Log.recover(flash, journal, "things", FileKind.STATE)).isEmpty();

        assertThat(flash.snapshot()).containsOnlyKeys("quarantine-things.00000004");
        assertThat(flash.snapshot().get("quarantine-things.00000004")).isEqualTo(future);
        assertThat(journal.lines())
                .containsExactly(
                        "file.quarantined file=things.00000004 kept=quarantine-things.00000004"
                                + " reason=layout 1.x is known here, the file has layout 2.0");
    }

    @Test
    void quarantinesASecondFileOfTheSameNameUnderAnotherOne() {
        for (int time = 0; time < 2; time++) {
            create();
            flash.flipBit(FIRST_FILE, 0, 0);
            assertThat(Log.recover(flash, journal, "things", FileKind.STATE)).isEmpty();
        }

        assertThat(flash.list())
                .containsExactly("quarantine-" + FIRST_FILE, "quarantine-" + FIRST_FILE + "-2");
    }

    @Test
    void fallsBackToTheOlderGenerationWhenTheNewerIsDamaged() {
        create().append(frame("old"));
        flash.create("things.00000002");
        flash.append("things.00000002", new byte[40]);

        assertThat(texts(recover().frames())).containsExactly("old");
    }

    @Test
    void prefersTheNewerGenerationAndRemovesLeftovers() {
        create().append(frame("old"));
        byte[] old = flash.snapshot().get(FIRST_FILE);
        recover().log().rewrite(List.of(frame("new")));
        flash.create(FIRST_FILE);
        flash.append(FIRST_FILE, old);
        flash.create("things.00000003.new");

        assertThat(texts(recover().frames())).containsExactly("new");
        assertThat(flash.list()).containsExactly("things.00000002");
    }

    @Test
    void staysAsItWasWhenThereIsNoRoomToRewrite() {
        SimulatedFlash small = Flashes.ofSize(300, 1);
        Log log = Log.create(small, journal, "things", FileKind.STATE, List.of(frame("one")));
        List<Frame> tooMuch = List.of(new Frame(1, new byte[280]));

        assertThatThrownBy(() -> log.rewrite(tooMuch)).isInstanceOf(FlashFullException.class);

        log.append(frame("two"));
        assertThat(small.list()).containsExactly(FIRST_FILE);
        assertThat(texts(log.read())).containsExactly("one", "two");
    }

    @Test
    void keepsALaterMinorVersionWhenItRewrites() {
        FileHeader later = new FileHeader(FileKind.STATE.code(), FileHeader.MAJOR, 9);
        flash.restore(Map.of(FIRST_FILE, later.encode()));

        recover().log().rewrite(List.of());

        assertThat(flash.snapshot().get("things.00000002")).isEqualTo(later.encode());
    }

    private Log create() {
        return Log.create(flash, journal, "things", FileKind.STATE, List.of());
    }

    private Log.Recovered recover() {
        return Log.recover(flash, journal, "things", FileKind.STATE).orElseThrow();
    }

    private void cutPower() {
        flash.cutPower();
        flash.powerOn(Survival.onlyForced());
    }

    private static Frame frame(String text) {
        return new Frame(1, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> texts(List<Frame> frames) {
        return frames.stream()
                .map(frame -> new String(frame.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
