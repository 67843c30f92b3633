package org.kadec21.firmware.service.transfer;

import java.util.Arrays;
import java.util.Optional;

/// Takes YMODEM's bytes apart, one at a time. Between blocks it passes over whatever cannot begin
/// one.
final class BlockReader {

    static final int SHORT_BYTES = 128;
    static final int LONG_BYTES = 1024;

    private static final int SOH = 0x01;
    private static final int STX = 0x02;
    private static final int EOT = 0x04;
    private static final int CAN = 0x18;

    /// The number and its complement before the data, and the CRC behind them.
    private static final int AROUND_DATA = 4;

    private byte[] block = new byte[0];
    private int filled;
    private boolean cancelHeard;

    /// What the sender said.
    sealed interface Heard {

        /// A sound block.
        ///
        /// @param number 0 to 255
        record Block(int number, byte[] data) implements Heard {}

        /// A block whose number or CRC is wrong.
        record Broken() implements Heard {}

        record EndOfFile() implements Heard {}

        /// Two CAN in a row: a single one may be noise.
        record Cancelled() implements Heard {}
    }

    Optional<Heard> next(byte octet) {
        return isInBlock() ? inBlock(octet) : between(octet);
    }

    /// Whether a block has begun and not ended.
    boolean isInBlock() {
        return filled < block.length;
    }

    /// Forgets a block that will not end.
    void abandon() {
        block = new byte[0];
        filled = 0;
        cancelHeard = false;
    }

    private Optional<Heard> between(byte octet) {
        boolean second = cancelHeard;
        cancelHeard = octet == CAN;
        return switch (octet) {
            case SOH -> begin(SHORT_BYTES);
            case STX -> begin(LONG_BYTES);
            case EOT -> Optional.of(new Heard.EndOfFile());
            case CAN -> second ? Optional.of(new Heard.Cancelled()) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Heard> begin(int dataBytes) {
        block = new byte[dataBytes + AROUND_DATA];
        filled = 0;
        return Optional.empty();
    }

    private Optional<Heard> inBlock(byte octet) {
        block[filled++] = octet;
        return filled < block.length ? Optional.empty() : Optional.of(whole());
    }

    private Heard whole() {
        int number = block[0] & 0xff;
        int complement = block[1] & 0xff;
        byte[] data = Arrays.copyOfRange(block, 2, block.length - 2);
        int crc = (block[block.length - 2] & 0xff) << 8 | (block[block.length - 1] & 0xff);
        abandon();
        return number + complement == 0xff && Crc16.of(data) == crc
                ? new Heard.Block(number, data)
                : new Heard.Broken();
    }
}
