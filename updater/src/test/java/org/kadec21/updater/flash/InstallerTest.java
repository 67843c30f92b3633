package org.kadec21.updater.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kadec21.updater.Golden;
import org.kadec21.updater.image.FirmwareImage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

class InstallerTest {

    private static final FirmwareImage ONE = Golden.image(Golden.OLD_BAND);
    private static final FirmwareImage TWO = Golden.image(Golden.DUAL_BAND);

    private final TearingFlash flash = new TearingFlash();
    private final SlotStore store = new SlotStore(flash, 1000);
    private final Installer installer = new Installer(store);

    @BeforeEach
    void aNewBoard() throws IOException {
        store.write(SlotTable.empty("communication", "A", "dual-band", 1, 0));
    }

    @Test
    void theFirstImageGoesIntoSlotA() throws IOException {
        assertThat(install(ONE)).isEqualTo(Slot.A);
        assertThat(table().start()).contains(Slot.A);
        assertThat(table().in(Slot.A).orElseThrow().version()).isEqualTo("2.0.0");
    }

    @Test
    void imagesTakeTurnsAndTheLastOneStarts() throws IOException {
        install(ONE);

        assertThat(install(TWO)).isEqualTo(Slot.B);
        assertThat(table().start()).contains(Slot.B);
        assertThat(install(ONE)).isEqualTo(Slot.A);
        assertThat(table().start()).contains(Slot.A);
        assertThat(store.isSound(table(), Slot.A)).isTrue();
        assertThat(store.isSound(table(), Slot.B)).isTrue();
    }

    @Test
    void theOnlyImageThatProvedItselfIsNotOverwritten() throws IOException {
        install(ONE);
        confirm(Slot.A);
        install(TWO);

        assertThat(install(ONE)).isEqualTo(Slot.B);
        assertThat(store.isSound(table(), Slot.A)).isTrue();
    }

    @Test
    void aDamagedSlotIsFilledFirst() throws IOException {
        install(ONE);
        install(TWO);
        flash.append("image-communication-b.jar", new byte[1]);

        assertThat(installer.target(table())).isEqualTo(Slot.B);
        assertThat(installer.isInstalled(table(), TWO)).isFalse();
    }

    @Test
    void anImageThatStartsAlreadyIsKnown() throws IOException {
        install(ONE);

        assertThat(installer.isInstalled(table(), ONE)).isTrue();
        assertThat(installer.isInstalled(table(), TWO)).isFalse();
    }

    @Test
    void progressEndsWithTheLastByte() throws IOException {
        List<Integer> written = new ArrayList<>();

        installer.install(table(), ONE, written::add);

        assertThat(written).containsExactly(1000, 2000, ONE.bytes().length);
    }

    @Test
    void oneTableAndNothingUnfinishedIsLeft() throws IOException {
        install(ONE);
        install(TWO);

        assertThat(flash.list())
                .hasSize(3)
                .contains("image-communication-a.jar", "image-communication-b.jar")
                .noneMatch(name -> name.endsWith(".new"));
    }

    @Test
    void aFlashThatForgetsWhatWasWrittenIsFoundOut() {
        FlashFiles forgetful = new ForgetfulFlash(flash);

        assertThatThrownBy(() ->
                        new Installer(new SlotStore(forgetful)).install(table(), ONE, at -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("to hold what was written to it, but it does not");
    }

    private Slot install(FirmwareImage image) throws IOException {
        return installer.install(table(), image, written -> {});
    }

    private SlotTable table() throws IOException {
        return store.table("communication").orElseThrow();
    }

    /// What a boot loader writes once an image has proved itself.
    private void confirm(Slot slot) throws IOException {
        SlotTable table = table();
        SlotImage image = table.in(slot).orElseThrow();
        Map<Slot, SlotImage> slots = new EnumMap<>(table.slots());
        slots.put(
                slot,
                new SlotImage(
                        image.version(),
                        image.rollbackIndex(),
                        image.length(),
                        image.sha256(),
                        true));
        store.write(
                new SlotTable(
                        table.kind(),
                        table.revision(),
                        table.module(),
                        table.bootLoader(),
                        image.rollbackIndex(),
                        table.start(),
                        slots));
    }

    /// Reads an image's file as zeros.
    private record ForgetfulFlash(FlashFiles flash) implements FlashFiles {

        @Override
        public List<String> list() throws IOException {
            return flash.list();
        }

        @Override
        public byte[] read(String name) throws IOException {
            byte[] content = flash.read(name);
            return name.startsWith("image-") ? new byte[content.length] : content;
        }

        @Override
        public long size(String name) throws IOException {
            return flash.size(name);
        }

        @Override
        public void create(String name) throws IOException {
            flash.create(name);
        }

        @Override
        public void append(String name, byte[] bytes) throws IOException {
            flash.append(name, bytes);
        }

        @Override
        public void force(String name) throws IOException {
            flash.force(name);
        }

        @Override
        public void rename(String from, String to) throws IOException {
            flash.rename(from, to);
        }

        @Override
        public void delete(String name) throws IOException {
            flash.delete(name);
        }

        @Override
        public void forceDirectory() throws IOException {
            flash.forceDirectory();
        }
    }
}
