package org.kadec21.firmware.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kadec21.firmware.store.Flashes;
import org.kadec21.simulation.flash.SimulatedFlash;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Law 4, exhaustively: the power goes at every flash operation of a life with records, alarms, a
/// cut, doubt, refusals and rewriting, and again while the unit recovers.
final class PowerCutTest {

    private static final int FLASH_BYTES = 1 << 20;
    private static final int RECOVERY_OPERATIONS = 25;

    @Test
    void losesAndDoublesNothingWhereverThePowerGoes() {
        cutAtEveryOperation(2);
    }

    @Test
    @Tag("full")
    void losesAndDoublesNothingWhateverTheMediumMakesOfTheCut() {
        cutAtEveryOperation(50);
    }

    @Test
    void losesAndDoublesNothingWhenThePowerGoesAgainDuringRecovery() {
        cutTwice(13);
    }

    @Test
    @Tag("full")
    void losesAndDoublesNothingWhenThePowerGoesAgainAnywhere() {
        cutTwice(1);
    }

    @Test
    void doublesNothingWithoutACut() {
        StoredUnit unit = life(Flashes.ofSize(FLASH_BYTES, 1));

        unit.run();

        Map<String, Long> copies =
                unit.deliveries().stream()
                        .collect(
                                Collectors.groupingBy(
                                        delivery -> delivery.id() + " " + delivery.recipient(),
                                        LinkedHashMap::new,
                                        Collectors.counting()));
        assertThat(copies)
                .containsOnly(
                        Map.entry("a1 ann@example.jp", 1L),
                        Map.entry("a1 bob@example.jp", 2L),
                        Map.entry("c1 ann@example.jp", 1L),
                        Map.entry("a2 ann@example.jp", 1L),
                        Map.entry("c2 ann@example.jp", 1L),
                        Map.entry("a4 ann@example.jp", 1L),
                        Map.entry("a5 ann@example.jp", 1L));
    }

    private static void cutAtEveryOperation(int seeds) {
        long operations = operations();
        for (int seed = 1; seed <= seeds; seed++) {
            for (long cut = 1; cut <= operations; cut++) {
                SimulatedFlash flash = Flashes.ofSize(FLASH_BYTES, seed * 1000L + cut);
                flash.cutAt(cut);

                check(life(flash), "seed " + seed + ", cut at " + cut);
            }
        }
    }

    private static void cutTwice(int stride) {
        long operations = operations();
        for (long first = 1; first <= operations; first += stride) {
            for (long second = 1; second <= RECOVERY_OPERATIONS; second++) {
                SimulatedFlash flash = Flashes.ofSize(FLASH_BYTES, first * 1000 + second);
                StoredUnit unit = life(flash);
                flash.cutAt(first);
                unit.cutAgainAfter(second);

                check(unit, "cut at " + first + " and " + second + " later");
            }
        }
    }

    private static void check(StoredUnit unit, String when) {
        try {
            unit.run();
            onlyMarkedMailsCameTwice(unit.deliveries());
        } catch (AssertionError | RuntimeException failed) {
            throw new AssertionError(when + ": " + failed.getMessage(), failed);
        }
    }

    /// A copy after the first is marked, and it is the same mail.
    private static void onlyMarkedMailsCameTwice(List<StoredUnit.Delivery> deliveries) {
        Map<String, StoredUnit.Delivery> first = new LinkedHashMap<>();
        for (StoredUnit.Delivery delivery : deliveries) {
            StoredUnit.Delivery before =
                    first.putIfAbsent(delivery.id() + delivery.recipient(), delivery);
            if (before != null) {
                assertThat(delivery.possibleDuplicate())
                        .as("%s again", delivery.id())
                        .isGreaterThan(1);
                assertThat(delivery.contentHash()).isEqualTo(before.contentHash());
            }
        }
        assertThat(first.values())
                .extracting(StoredUnit.Delivery::id)
                .contains("a1", "c1", "a2", "c2", "a4", "a5");
    }

    private static long operations() {
        SimulatedFlash flash = Flashes.ofSize(FLASH_BYTES, 1);
        life(flash).run();
        return flash.operations();
    }

    private static StoredUnit life(SimulatedFlash flash) {
        return new StoredUnit(flash)
                .record(1)
                .record(2)
                .alarm("a1", 100, Mails.ANN, Mails.BOB)
                .record(3)
                .attempt("a1", Mails.ACCEPTED, Mails.IN_DOUBT)
                .state("alarm.high", "raised")
                .cut("c1", 1, 3)
                .record(4)
                .attempt("c1", Mails.DEFERRED)
                .alarm("a2", 40_000, Mails.ANN)
                .attempt("a2", Mails.ACCEPTED)
                .attempt("c1", Mails.ACCEPTED)
                .record(5)
                .alarm("a3", 100, Mails.BOB)
                .attempt("a3", Mails.REJECTED)
                .state("alarm.high", "cleared")
                .alarm("a4", 40_000, Mails.ANN)
                .attempt("a4", Mails.ACCEPTED)
                .record(6)
                .record(7)
                .cut("c2", 4, 7)
                .alarm("a5", 100, Mails.ANN)
                .attempt("a5", Mails.DEFERRED)
                .attempt("a1", Mails.ACCEPTED)
                .attempt("c2", Mails.ACCEPTED);
    }
}
