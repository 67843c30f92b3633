package org.kadec21.updater.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

class SlotTableFileTest {

    private static final SlotTable TABLE =
            new SlotTable(
                    "communication",
                    "B",
                    "dual-band",
                    1,
                    2,
                    Optional.of(Slot.B),
                    Map.of(Slot.B, new SlotImage("2.1.0", 2, 2329, "ab".repeat(32), true)));

    /// Frozen with flash layout 1, field by field as `docs/flash-layout.md` has them.
    private static final String GOLDEN =
            "4b4144454332310a"
                    + "0004"
                    + "0100"
                    + "b10a2e99"
                    // frame: length, checksum, type
                    + "0000005b"
                    + "9094b70d"
                    + "0001"
                    // communication, B, dual-band
                    + "000d636f6d6d756e69636174696f6e"
                    + "000142"
                    + "00096475616c2d62616e64"
                    // boot loader, rollback index, start, number of slots
                    + "0001"
                    + "00000002"
                    + "02"
                    + "0001"
                    // slot b, confirmed, 2.1.0, rollback index, length, SHA-256
                    + "02"
                    + "02"
                    + "0005322e312e30"
                    + "00000002"
                    + "00000919"
                    + "00000020"
                    + "ab".repeat(32)
                    + "f521ed0a";

    @Test
    void theLayoutIsFrozen() {
        assertThat(HexFormat.of().formatHex(SlotTableFile.of(TABLE).encode())).isEqualTo(GOLDEN);
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        assertThat(SlotTableFile.read(SlotTableFile.of(TABLE).encode()).table()).isEqualTo(TABLE);
    }

    @Test
    void aTableWithAnyBitChangedIsDamaged() {
        byte[] file = SlotTableFile.of(TABLE).encode();
        for (int at = 0; at < file.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] changed = file.clone();
                changed[at] ^= (byte) (1 << bit);

                assertThatThrownBy(() -> SlotTableFile.read(changed).table())
                        .describedAs("byte %d bit %d", at, bit)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void aTableCutShortAnywhereIsDamaged() {
        byte[] file = SlotTableFile.of(TABLE).encode();
        for (int length = 0; length < file.length; length++) {
            byte[] torn = Arrays.copyOf(file, length);

            assertThatThrownBy(() -> SlotTableFile.read(torn).table())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aTableOfALaterLayoutIsNotGuessedAt() {
        byte[] later = SlotTableFile.of(TABLE).encode();
        later[10] = 2;
        CRC32C crc = new CRC32C();
        crc.update(later, 0, 12);
        ByteBuffer.wrap(later).putInt(12, (int) crc.getValue());

        assertThatThrownBy(() -> SlotTableFile.read(later).table())
                .isInstanceOf(IOException.class)
                .hasMessage("it has layout 2.x, known is 1.x");
    }
}
