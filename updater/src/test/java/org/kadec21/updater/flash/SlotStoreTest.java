package org.kadec21.updater.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kadec21.updater.image.Sha256;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Slot tables that cannot be read, and the copy that a unit keeps of them.
class SlotStoreTest {

    private static final String KIND = "communication";
    private static final String TABLE = "slots-communication.00000001";
    private static final int TRIAL = 2;
    private static final int REPORT = 3;
    private static final int REPORTED = 4;
    private static final int OF_A_LATER_LAYOUT = 77;
    private static final SlotTable THIRD = SlotTable.empty(KIND, "B", "dual-band", 1, 3);

    private final TearingFlash flash = new TearingFlash();
    private final SlotStore store = new SlotStore(flash, 1000);

    @BeforeEach
    void aPreparedBoard() throws IOException {
        store.write(THIRD);
    }

    @Test
    void theCopyCountsWhereTheTableCannotBeRead() throws IOException {
        copy(THIRD.burnt(4));
        flash.damage(TABLE);

        assertThat(store.table(KIND)).contains(THIRD.burnt(4));
        assertThat(store.boards()).containsExactly(KIND);
    }

    @Test
    void theCopyCountsWhereTheTableIsGone() throws IOException {
        copy(THIRD);
        flash.delete(TABLE);

        assertThat(store.table(KIND)).contains(THIRD);
        assertThat(store.boards()).containsExactly(KIND);
    }

    @Test
    void theHigherRollbackIndexOfBothCounts() throws IOException {
        copy(THIRD.burnt(5));

        assertThat(store.table(KIND).orElseThrow().rollbackIndex()).isEqualTo(5);
    }

    @Test
    void aDamagedTableWithoutACopyIsNotGuessedAt() {
        flash.damage(TABLE);

        assertThatThrownBy(() -> store.table(KIND))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected a slot table in " + TABLE);
    }

    @Test
    void aDamagedCopyIsOfNoMatter() throws IOException {
        copy(THIRD.burnt(5));
        flash.damage("spare-communication.00000001");

        assertThat(store.table(KIND)).contains(THIRD);
    }

    @Test
    void aDamagedTableIsPutAsideUnderANameOfItsOwnWhenAnotherOneIsWritten() throws IOException {
        flash.create("quarantine-" + TABLE);
        flash.damage(TABLE);
        assertThat(store.isUnreadable(KIND)).isTrue();

        store.write(THIRD);

        assertThat(flash.list())
                .containsExactly(
                        "quarantine-" + TABLE,
                        "quarantine-" + TABLE + "-2",
                        "slots-communication.00000002");
        assertThat(store.table(KIND)).contains(THIRD);
    }

    @Test
    void aSoundTableIsNotCalledUnreadable() throws IOException {
        assertThat(store.isUnreadable(KIND)).isFalse();
        assertThat(store.isUnreadable("cpu")).isFalse();
    }

    @Test
    void theSameTableIsNotWrittenAgain() throws IOException {
        int before = flash.operations();

        store.write(THIRD);

        assertThat(flash.operations()).isEqualTo(before);
    }

    @Test
    void whatTheBootLoaderKeepsWithATableIsCarriedOverByteForByte() throws IOException {
        SlotTable filled = THIRD.starting(Slot.A, image("aa")).starting(Slot.B, image("bb"));
        List<Frame> kept =
                List.of(
                        trial(Slot.B, "bb"),
                        new Frame(REPORT, text("slot b was given up")),
                        new Frame(REPORTED, new byte[0]),
                        new Frame(REPORT, text("slot a was started 5 times")),
                        new Frame(OF_A_LATER_LAYOUT, new byte[] {1, 2, 3}));
        List<Frame> written = new ArrayList<>();
        written.add(SlotTableFile.of(THIRD).file().frames().get(0));
        written.add(trial(Slot.A, "aa"));
        written.addAll(kept);
        written.add(3, SlotTableFile.of(filled).file().frames().get(0));
        replace(TABLE, new FrameFile(7, written, false).encode());
        assertThat(store.table(KIND)).contains(filled);

        store.write(filled.without(Slot.A));

        FrameFile next = FrameFile.read(flash.read("slots-communication.00000002"));
        assertThat(next.minor()).isEqualTo(7);
        assertThat(encoded(next.frames().subList(1, next.frames().size())))
                .isEqualTo(encoded(kept));
        assertThat(store.table(KIND)).contains(filled.without(Slot.A));
    }

    @Test
    void theTrialOfAnImageThatIsStillThereStays() throws IOException {
        SlotTable filled = THIRD.starting(Slot.A, image("aa"));
        store.write(filled);
        flash.append("slots-communication.00000002", trial(Slot.A, "aa").encode());

        store.write(filled.onHardware(SlotTable.empty(KIND, "C", "dual-band", 2, 0)));

        assertThat(encoded(FrameFile.read(flash.read("slots-communication.00000003")).frames()))
                .contains(HexFormat.of().formatHex(trial(Slot.A, "aa").encode()));
    }

    @Test
    void whatSurvivedBehindADamagedTableIsCarriedOver() throws IOException {
        Frame report = new Frame(REPORT, text("slot a is damaged"));
        flash.damage(TABLE);
        flash.append(TABLE, report.encode());
        copy(THIRD);

        store.write(THIRD);

        assertThat(encoded(FrameFile.read(flash.read("slots-communication.00000002")).frames()))
                .contains(HexFormat.of().formatHex(report.encode()));
        assertThat(flash.list()).contains("quarantine-" + TABLE);
    }

    private static SlotImage image(String digestByte) {
        return new SlotImage("2.1.0", 2, 2329, digestByte.repeat(Sha256.BYTES), false);
    }

    /// Given up after five starts.
    private static Frame trial(Slot slot, String digestByte) {
        ByteBuffer value = ByteBuffer.allocate(100);
        value.put((byte) slot.code()).putInt(Sha256.BYTES);
        value.put(HexFormat.of().parseHex(digestByte.repeat(Sha256.BYTES)));
        value.putShort((short) 5).putLong(60).putShort((short) 0).put(text("it gave up"));
        return new Frame(TRIAL, Arrays.copyOf(value.array(), value.position()));
    }

    private static byte[] text(String words) {
        byte[] utf8 = words.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + utf8.length).putShort((short) utf8.length).put(utf8).array();
    }

    private static List<String> encoded(List<Frame> frames) {
        return frames.stream().map(frame -> HexFormat.of().formatHex(frame.encode())).toList();
    }

    private void replace(String name, byte[] content) throws IOException {
        flash.delete(name);
        flash.create(name);
        flash.append(name, content);
    }

    private void copy(SlotTable table) throws IOException {
        flash.create("spare-communication.00000001");
        flash.append("spare-communication.00000001", SlotTableFile.of(table).encode());
    }
}
