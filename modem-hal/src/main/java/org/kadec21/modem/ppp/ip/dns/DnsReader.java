package org.kadec21.modem.ppp.ip.dns;

import java.util.Locale;

/// Walks over a DNS message (RFC 1035 4.1). Every step is checked; one that does not fit ends the
/// walk with [Malformed].
final class DnsReader {

    /// Of labels and pointers in one name: a name of 253 characters has at most 127 labels.
    private static final int MOST_STEPS = 128;

    private static final int LONGEST_NAME = 255;

    private final byte[] message;
    private int at;

    /// The message makes no sense.
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    DnsReader(byte[] message) {
        this.message = message;
    }

    int number16() throws Malformed {
        return byteAt(at++) << 8 | byteAt(at++);
    }

    /// A time to live; one with the highest bit set counts as zero (RFC 2181 8).
    long seconds() throws Malformed {
        long seconds = (long) number16() << 16 | number16();
        return seconds > Integer.MAX_VALUE ? 0 : seconds;
    }

    /// A name in lower case, whatever its labels contain. Pointers lead backwards only, so that
    /// none can loop.
    String name() throws Malformed {
        StringBuilder name = new StringBuilder();
        int cursor = at;
        int bound = at; // pointers must lead before the part they end
        boolean jumped = false;
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            int length = byteAt(cursor);
            if (length == 0) {
                at = jumped ? at : cursor + 1;
                return name.toString().toLowerCase(Locale.ROOT);
            }
            switch (length >>> 6) {
                case 0 -> {
                    label(name, cursor + 1, length);
                    cursor += 1 + length;
                }
                case 3 -> {
                    int target = (length & 0x3f) << 8 | byteAt(cursor + 1);
                    at = jumped ? at : cursor + 2;
                    jumped = true;
                    if (target >= bound) {
                        throw new Malformed("a name that points to itself or ahead");
                    }
                    bound = target;
                    cursor = target;
                }
                default -> throw new Malformed("a label of an unknown kind");
            }
        }
        throw new Malformed("a name of more than " + MOST_STEPS + " parts");
    }

    private void label(StringBuilder name, int from, int length) throws Malformed {
        if (!name.isEmpty()) {
            name.append('.');
        }
        for (int index = from; index < from + length; index++) {
            name.append((char) byteAt(index));
        }
        if (name.length() > LONGEST_NAME) {
            throw new Malformed("a name of more than " + LONGEST_NAME + " characters");
        }
    }

    int position() {
        return at;
    }

    byte[] bytes(int length) throws Malformed {
        if (length > message.length - at) {
            throw new Malformed("a record longer than its message");
        }
        byte[] bytes = new byte[length];
        System.arraycopy(message, at, bytes, 0, length);
        at += length;
        return bytes;
    }

    void moveTo(int position) throws Malformed {
        if (position > message.length) {
            throw new Malformed("a record longer than its message");
        }
        at = position;
    }

    private int byteAt(int index) throws Malformed {
        if (index >= message.length) {
            throw new Malformed("a message that ends early");
        }
        return message[index] & 0xff;
    }
}
