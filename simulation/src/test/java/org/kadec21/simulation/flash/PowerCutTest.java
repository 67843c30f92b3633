package org.kadec21.simulation.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.PowerOffException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/// Each durability rule of [SimulatedFlash], and that chance reaches every outcome the rules leave
/// open.
class PowerCutTest {

    private static final int SEEDS = 300;

    @Test
    void takesWhatHangsOnTheSameSupplyWithIt() {
        SimulatedFlash flash = new SimulatedFlash(1000, new SplittableRandom(1));
        List<Boolean> flashPowered = new ArrayList<>();
        flash.whenCut(() -> flashPowered.add(flash.isPowered()));
        flash.cutAt(2);
        flash.create("log");

        assertThatThrownBy(() -> flash.append("log", bytes("x")))
                .isInstanceOf(PowerOffException.class);
        assertThat(flashPowered).containsExactly(false);
    }

    @Test
    void keepsForcedBytesWhateverChanceSays() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedFlash flash = durableFile(seed, "log", "forced");

            flash.append("log", bytes(" and not"));
            cut(flash);

            assertThat(flash.read("log", 0, 6)).isEqualTo(bytes("forced"));
        }
    }

    @Test
    void losesKeepsAndTearsUnforcedBytes() {
        Set<String> found =
                outcomes((flash, seed) -> {
                    flash.append("log", bytes("ab"));
                    cut(flash);
                    return new String(flash.read("log", 0, 9), US_ASCII);
                });

        assertThat(found).contains("", "a", "ab", "\0\0").allMatch(text -> text.length() <= 2);
    }

    @Test
    void mayLoseAnEarlierPageAndKeepALaterOne() {
        byte[] written = new byte[128];
        Arrays.fill(written, (byte) 'w');
        Set<Boolean> found =
                outcomes((flash, seed) -> {
                    flash.append("log", written);
                    cut(flash);
                    byte[] left = flash.read("log", 0, 128);
                    return left.length == 128 && left[0] != 'w' && left[127] == 'w';
                });

        assertThat(found).contains(true);
    }

    @Test
    void forcingBytesDoesNotForceTheName() {
        Set<List<String>> found =
                outcomes((flash, seed) -> {
                    flash.create("new");
                    flash.append("new", bytes("x"));
                    flash.force("new");
                    cut(flash);
                    return flash.list();
                });

        assertThat(found).containsExactlyInAnyOrder(List.of("log"), List.of("log", "new"));
    }

    @Test
    void forcingTheDirectoryDoesNotForceBytes() {
        SimulatedFlash flash = new SimulatedFlash(1000, new SplittableRandom(1));
        flash.create("new");
        flash.append("new", bytes("x"));
        flash.forceDirectory();

        flash.cutPower();
        flash.powerOn(Survival.onlyForced());

        assertThat(flash.snapshot()).containsOnlyKeys("new");
        assertThat(flash.size("new")).isZero();
    }

    @Test
    void undoesOrKeepsADeletion() {
        Set<List<String>> found =
                outcomes((flash, seed) -> {
                    flash.delete("log");
                    cut(flash);
                    return flash.list();
                });

        assertThat(found).containsExactlyInAnyOrder(List.of(), List.of("log"));
    }

    @Test
    void keepsTheDirectoryOnceItIsForced() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedFlash flash = durableFile(seed, "log", "x");
            flash.rename("log", "renamed");
            flash.create("other");
            flash.forceDirectory();

            cut(flash);

            assertThat(flash.list()).containsExactly("other", "renamed");
        }
    }

    @Test
    void renamesOverAnotherFileAtomically() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedFlash flash = durableFile(seed, "current", "old");
            flash.create("next");
            flash.append("next", bytes("new"));
            flash.force("next");
            flash.rename("next", "current");

            cut(flash);

            assertThat(new String(flash.read("current", 0, 9), US_ASCII)).isIn("old", "new");
        }
    }

    @Test
    void keepsBytesForcedUnderAnEarlierName() {
        SimulatedFlash flash = durableFile(1, "log", "x");
        flash.append("log", bytes("y"));
        flash.force("log");
        flash.rename("log", "renamed");
        flash.forceDirectory();

        flash.cutPower();
        flash.powerOn(Survival.onlyForced());

        assertThat(flash.read("renamed", 0, 9)).isEqualTo(bytes("xy"));
    }

    @Test
    void keepsALaterChangeAlthoughAnEarlierOneIsUndone() {
        Set<List<String>> found =
                outcomes((flash, seed) -> {
                    flash.create("a");
                    flash.rename("log", "b");
                    cut(flash);
                    return flash.list();
                });

        assertThat(found)
                .containsExactlyInAnyOrder(
                        List.of("log"), List.of("a", "log"), List.of("b"), List.of("a", "b"));
    }

    @Test
    void whatWasFoundAfterACutIsDurable() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedFlash flash = durableFile(seed, "log", "x");
            flash.append("log", bytes("tail"));
            flash.create("new");
            cut(flash);
            Map<String, byte[]> first = flash.snapshot();

            cut(flash);

            assertThat(flash.snapshot().keySet()).isEqualTo(first.keySet());
            flash.snapshot()
                    .forEach((name, content) -> assertThat(content).isEqualTo(first.get(name)));
        }
    }

    @Test
    void cutsTheArmedOperationAndRefusesEverythingUntilPowerReturns() {
        SimulatedFlash flash = durableFile(1, "log", "x");
        flash.cutAt(flash.operations() + 1);

        assertThatThrownBy(() -> flash.append("log", bytes("y")))
                .isInstanceOf(PowerOffException.class);
        assertThatThrownBy(() -> flash.read("log", 0, 1)).isInstanceOf(PowerOffException.class);
        assertThatThrownBy(flash::forceDirectory).isInstanceOf(PowerOffException.class);
        assertThat(flash.isPowered()).isFalse();

        flash.powerOn();
        assertThatCode(() -> flash.append("log", bytes("z"))).doesNotThrowAnyException();
    }

    @Test
    void aForceThatIsCutPromisesNothing() {
        Set<String> found =
                outcomes((flash, seed) -> {
                    flash.append("log", bytes("ab"));
                    flash.cutAt(flash.operations() + 1);
                    assertThatThrownBy(() -> flash.force("log"))
                            .isInstanceOf(PowerOffException.class);
                    flash.powerOn();
                    return new String(flash.read("log", 0, 9), US_ASCII);
                });

        assertThat(found).contains("", "ab");
    }

    @Test
    void anAppendThatIsCutMayBeFoundInPart() {
        Set<String> found =
                outcomes((flash, seed) -> {
                    flash.cutAt(flash.operations() + 1);
                    assertThatThrownBy(() -> flash.append("log", bytes("ab")))
                            .isInstanceOf(PowerOffException.class);
                    flash.powerOn();
                    return new String(flash.read("log", 0, 9), US_ASCII);
                });

        assertThat(found).contains("", "a", "ab");
    }

    @Test
    void theGenerousMediumKeepsWhatWasNeverForced() {
        SimulatedFlash flash = new SimulatedFlash(1000, new SplittableRandom(1));
        flash.create("new");
        flash.append("new", bytes("unforced"));

        flash.cutPower();
        flash.powerOn(Survival.everything());

        assertThat(flash.read("new", 0, 99)).isEqualTo(bytes("unforced"));
        assertThat(flash.capacity().freeBytes()).isEqualTo(992);
    }

    @Test
    void theSameSeedLeavesTheSameBytes() {
        List<String> first = survivors();
        List<String> second = survivors();

        assertThat(first).isEqualTo(second);
    }

    private static List<String> survivors() {
        SimulatedFlash flash = durableFile(7, "log", "x");
        List<String> survivors = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            flash.append("log", bytes("round " + round));
            cut(flash);
            survivors.add(Arrays.toString(flash.read("log", 0, 999)));
        }
        return survivors;
    }

    /// The different results of `experiment` on a durable, empty file `log`, over all seeds.
    private static <T> Set<T> outcomes(BiFunction<SimulatedFlash, Integer, T> experiment) {
        Set<T> outcomes = new HashSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            outcomes.add(experiment.apply(durableFile(seed, "log", ""), seed));
        }
        return outcomes;
    }

    private static SimulatedFlash durableFile(int seed, String name, String content) {
        SimulatedFlash flash = new SimulatedFlash(1000, new SplittableRandom(seed));
        flash.restore(Map.of(name, bytes(content)));
        return flash;
    }

    private static void cut(SimulatedFlash flash) {
        flash.cutPower();
        flash.powerOn();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }
}
