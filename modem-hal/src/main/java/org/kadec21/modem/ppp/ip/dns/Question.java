package org.kadec21.modem.ppp.ip.dns;

import java.nio.ByteBuffer;

/// One question as it travels.
///
/// @param id tells its answer from made-up ones
record Question(int id, DnsName name, RecordType type) {

    static final int HEADER = 12;
    static final int INTERNET = 1;

    private static final int RECURSION_DESIRED = 0x0100;

    byte[] encoded() {
        byte[] labels = name.encoded();
        return ByteBuffer.allocate(HEADER + labels.length + 4)
                .putShort((short) id)
                .putShort((short) RECURSION_DESIRED)
                .putShort((short) 1)
                .putShort((short) 0)
                .putInt(0)
                .put(labels)
                .putShort((short) type.code())
                .putShort((short) INTERNET)
                .array();
    }
}
