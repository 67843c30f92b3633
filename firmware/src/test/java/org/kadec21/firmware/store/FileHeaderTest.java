package org.kadec21.firmware.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

final class FileHeaderTest {

    @Test
    void knowsItsOwn() {
        byte[] header = FileHeader.of(FileKind.OUTBOX).encode();

        assertThat(FileHeader.check(header, FileKind.OUTBOX))
                .isEqualTo(new FileHeader.Check.Sound(new FileHeader(2, 1, 0)));
    }

    @Test
    void acceptsALaterMinorVersion() {
        FileHeader later = new FileHeader(FileKind.OUTBOX.code(), FileHeader.MAJOR, 7);

        assertThat(FileHeader.check(later.encode(), FileKind.OUTBOX))
                .isEqualTo(new FileHeader.Check.Sound(later));
    }

    @Test
    void refusesAnotherMajorVersionByName() {
        byte[] header = new FileHeader(FileKind.OUTBOX.code(), 2, 3).encode();

        assertThat(reason(header)).isEqualTo("layout 1.x is known here, the file has layout 2.3");
    }

    @Test
    void refusesAnotherKind() {
        byte[] header = FileHeader.of(FileKind.RECORDS).encode();

        assertThat(reason(header)).isEqualTo("kind 2 (OUTBOX) was expected, the file has kind 1");
    }

    @Test
    void refusesAnyFlippedBit() {
        for (int bit = 0; bit < FileHeader.BYTES * 8; bit++) {
            byte[] header = FileHeader.of(FileKind.OUTBOX).encode();
            header[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(FileHeader.check(header, FileKind.OUTBOX))
                    .isInstanceOf(FileHeader.Check.Refused.class);
        }
    }

    @Test
    void refusesAFileTooShortForAHeader() {
        byte[] header = FileHeader.of(FileKind.OUTBOX).encode();
        for (int length = 0; length < FileHeader.BYTES; length++) {
            assertThat(reason(Arrays.copyOf(header, length))).contains("the file has " + length);
        }
    }

    private static String reason(byte[] header) {
        return FileHeader.check(header, FileKind.OUTBOX) instanceof FileHeader.Check.Refused refused
                ? refused.reason()
                : "not refused";
    }
}
