package org.kadec21.modem.ppp.ip.dns;

/// The types of records asked for (RFC 1035 3.2.2, RFC 3596 2.1), each its address's size.
enum RecordType {
    A(1, 4),
    AAAA(28, 16);

    private final int code;
    private final int bytes;

    RecordType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    int code() {
        return code;
    }

    /// Of an address.
    int bytes() {
        return bytes;
    }
}
