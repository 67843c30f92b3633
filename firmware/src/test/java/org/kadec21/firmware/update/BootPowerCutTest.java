package org.kadec21.firmware.update;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.firmware.update.BootEvent.Submission;
import org.kadec21.hal.Flash;
import org.kadec21.hal.Journal;
import org.kadec21.hal.PowerOffException;
import org.kadec21.hal.Time;
import org.kadec21.simulation.flash.SimulatedFlash;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// A board that loses its power at each flash operation of an installation, a boot, a confirmation
/// and a way back: it starts a sound image every time, and gets there the second time.
class BootPowerCutTest {

    private static final Instant NOW = Instant.parse("2012-01-01T00:00:00Z");
    private static final byte[] IMAGE = resource("golden-dual-band.jar");
    private static final Journal UNHEARD = (event, fields) -> {};
    private static final SendingRules RULES =
            new SendingRules(Instant.parse("2012-07-21T15:00:00Z"), Optional.empty());
    private static final Time CLOCK =
            new Time() {
                @Override
                public Instant now() {
                    return NOW;
                }

                @Override
                public long nanos() {
                    return 0;
                }
            };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anImageIsInstalledAndConfirmedThroughEveryCut(long seed) {
        survivesEveryCut(seed, BootPowerCutTest::installAndConfirm);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void anImageIsRolledBackThroughEveryCut(long seed) {
        survivesEveryCut(seed, BootPowerCutTest::installAndRollBack);
    }

    @Test
    void aDamagedSlotGivesWayToTheOtherOne() {
        SimulatedFlash flash = board(7);
        slots(flash).confirm(Slot.A);
        install(flash);
        damage(flash, Slots.fileName("communication", Slot.B));

        BootLoader loader = loader(flash);

        assertThat(loader.powerOn()).isInstanceOf(BootLoader.Choice.Image.class);
        assertThat(loader.state()).isEqualTo(new BootState.Proven(Slot.A));
        assertThat(loader.reports()).singleElement().asString().contains("slot b was put away");
        assertThat(flash.list()).contains("quarantine-image-communication-b.jar");
    }

    @Test
    void aTrialEndsWithoutAVerdictWhenAnotherImageIsInstalled() {
        BootLoader loader = loader(board(10));
        loader.powerOn();
        assertThat(loader.state()).isInstanceOf(BootState.OnTrial.class);

        install(loader.slots(), IMAGE);
        loader.callEnded(true, true, Submission.WENT);

        assertThat(loader.state()).isEqualTo(new BootState.Leaving(Slot.B));
        assertThat(loader.slots().table().isConfirmed(Slot.A)).isFalse();
        assertThat(loader.slots().table().isConfirmed(Slot.B)).isFalse();
        assertThat(loader.slots().table().rollbackIndex()).isZero();
    }

    @Test
    void aFullFlashRefusesAnImageAndKeepsWhatItHas() {
        SimulatedFlash flash = board(8);
        flash.create("ballast");
        long free = flash.capacity().freeBytes();
        flash.append("ballast", new byte[(int) (free - 300_000)]);

        assertThat(catching(() -> install(flash))).hasMessageContaining("kept for alarms");
        assertThat(loader(flash).powerOn()).isInstanceOf(BootLoader.Choice.Image.class);
    }

    @Test
    void anImageWithAnyByteChangedIsRefused() throws Exception {
        Slots slots = slots(board(9));
        for (int at = 0; at < IMAGE.length; at++) {
            byte[] altered = IMAGE.clone();
            altered[at] ^= 1;

            assertThat(slots.check(altered, keys(), NOW))
                    .as("byte %d", at)
                    .isInstanceOf(ImageVerdict.Refused.class);
        }
    }

    @Test
    void aSlotWithAnyBitChangedIsNotStarted() {
        SimulatedFlash flash = board(11);
        Slots slots = slots(flash);
        String name = Slots.fileName("communication", Slot.A);
        for (int at = 0; at < IMAGE.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                flash.flipBit(name, at, bit);

                assertThat(slots.content(Slot.A))
                        .as("byte %d bit %d", at, bit)
                        .isInstanceOf(SlotContent.Damaged.class);
                flash.flipBit(name, at, bit);
            }
        }
        assertThat(slots.content(Slot.A)).isInstanceOf(SlotContent.Sound.class);
    }

    private static void survivesEveryCut(long seed, Consumer<SimulatedFlash> life) {
        SimulatedFlash whole = board(seed);
        long before = whole.operations();
        life.accept(whole);
        long operations = whole.operations();
        String end = describe(whole);
        for (long cut = before + 1; cut <= operations; cut++) {
            SimulatedFlash flash = board(seed);
            flash.cutAt(cut);
            try {
                life.accept(flash);
            } catch (PowerOffException expected) {
                flash.powerOn();
            }

            assertThat(loader(flash).powerOn())
                    .as("after a cut at operation %d", cut)
                    .isInstanceOf(BootLoader.Choice.Image.class);
            SlotTable table = slots(flash).table();
            assertThat(table.rollbackIndex())
                    .as("burnt after a cut at operation %d", cut)
                    .isEqualTo(table.isConfirmed(Slot.B) ? 2 : 0);
            life.accept(flash);
            assertThat(describe(flash)).as("after a cut at operation %d", cut).isEqualTo(end);
        }
    }

    private static void installAndConfirm(SimulatedFlash flash) {
        if (slots(flash).table().in(Slot.B).isEmpty()) {
            install(flash);
        }
        BootLoader loader = loader(flash);
        loader.powerOn();
        loader.callEnded(true, true, Submission.WENT);
    }

    /// The trial ends by submissions that fail over a proven network.
    private static void installAndRollBack(SimulatedFlash flash) {
        if (slots(flash).table().in(Slot.B).isEmpty()) {
            install(flash);
        }
        BootLoader loader = loader(flash);
        loader.powerOn();
        while (loader.state() instanceof BootState.OnTrial) {
            loader.callEnded(true, true, Submission.FAILED_ON_PROVEN_NETWORK);
        }
    }

    /// A board whose slot A holds an image that was never confirmed: nothing is burnt.
    private static SimulatedFlash board(long seed) {
        SimulatedFlash flash = new SimulatedFlash(1 << 20, new SplittableRandom(seed));
        Slots slots =
                Slots.prepare(
                        flash,
                        UNHEARD,
                        SlotTable.empty(
                                new BoardRevision("communication", "B"), FittedModule.DUAL_BAND));
        install(slots, IMAGE);
        return flash;
    }

    private static void install(Flash flash) {
        install(slots(flash), IMAGE);
    }

    private static void install(Slots slots, byte[] file) {
        switch (slots.check(file, keys(), NOW)) {
            case ImageVerdict.Genuine genuine -> slots.install(genuine.file(), file);
            case ImageVerdict.Refused refused ->
                    throw new IllegalStateException(refused.refusal().sentence());
        }
    }

    private static Throwable catching(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            return e;
        }
        throw new AssertionError("nothing was refused");
    }

    private static void damage(SimulatedFlash flash, String name) {
        byte[] content = flash.read(name, 0, (int) flash.size(name));
        content[content.length / 2] ^= 1;
        flash.delete(name);
        flash.create(name);
        flash.append(name, content);
        flash.force(name);
        flash.forceDirectory();
    }

    /// What a boot goes by, without how often it was tried.
    private static String describe(Flash flash) {
        return slots(flash).table().toString();
    }

    private static Slots slots(Flash flash) {
        return Slots.open(flash, UNHEARD, "communication").orElseThrow();
    }

    private static BootLoader loader(Flash flash) {
        return BootLoader.of(slots(flash), RULES, CLOCK, UNHEARD);
    }

    private static KeyList keys() {
        try {
            return KeyList.read(new String(resource("keys.pem"), StandardCharsets.US_ASCII));
        } catch (KeyFileException e) {
            throw new IllegalStateException("the golden key list can be read", e);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = BootPowerCutTest.class.getResourceAsStream("/image/" + name)) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
