package org.kadec21.updater.port;

/// CRC-16/XMODEM (catalogue of parametrised CRC algorithms): width 16, polynomial 1021, initial
/// value 0, not reflected. By table: it is computed over every byte of an image.
final class Crc16 {

    private static final int[] TABLE = table();

    private Crc16() {}

    static int of(byte[] bytes) {
        int crc = 0;
        for (byte octet : bytes) {
            crc = (crc << 8 ^ TABLE[(crc >>> 8 ^ octet) & 0xff]) & 0xffff;
        }
        return crc;
    }

    private static int[] table() {
        int[] table = new int[256];
        for (int index = 0; index < table.length; index++) {
            int crc = index << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc << 1 ^ ((crc & 0x8000) == 0 ? 0 : 0x1021);
            }
            table[index] = crc & 0xffff;
        }
        return table;
    }
}
