package org.kadec21.modem.ppp.ip.dns;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// DNS messages as the tests write them, without compression unless asked for.
public final class Messages {

    public static final int A = 1;
    public static final int CNAME = 5;
    public static final int AAAA = 28;

    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private final byte[] question;
    private int count;
    private int flags = 0x8180;

    private Messages(byte[] question) {
        this.question = question;
    }

    /// An answer to a question as it was sent.
    public static Messages answering(byte[] query) {
        return new Messages(query);
    }

    public static byte[] name(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String label : text.split("[.]", -1)) {
            bytes.write(label.length());
            bytes.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        bytes.write(0);
        return bytes.toByteArray();
    }

    /// The name asked for, read back the simple way.
    public static String asked(byte[] query) {
        StringBuilder name = new StringBuilder();
        int at = 12;
        while (query[at] != 0) {
            name.append(name.isEmpty() ? "" : ".");
            name.append(new String(query, at + 1, query[at], StandardCharsets.US_ASCII));
            at += 1 + query[at];
        }
        return name.toString();
    }

    public static int type(byte[] query) {
        return query[query.length - 3] & 0xff;
    }

    public Messages flags(int value) {
        flags = value;
        return this;
    }

    public Messages record(byte[] owner, int type, int ttl, byte[] bytes) {
        count++;
        records.writeBytes(owner);
        records.writeBytes(
                ByteBuffer.allocate(10)
                        .putShort((short) type)
                        .putShort((short) 1)
                        .putInt(ttl)
                        .putShort((short) bytes.length)
                        .array());
        records.writeBytes(bytes);
        return this;
    }

    /// An address of the name asked for, which is pointed to.
    public Messages address(int ttl, int... bytes) {
        return record(
                new byte[] {(byte) 0xc0, 12}, bytes.length == 4 ? A : AAAA, ttl, octets(bytes));
    }

    public static byte[] octets(int... values) {
        byte[] bytes = new byte[values.length];
        for (int at = 0; at < values.length; at++) {
            bytes[at] = (byte) values[at];
        }
        return bytes;
    }

    public byte[] bytes() {
        ByteBuffer message = ByteBuffer.allocate(question.length + records.size());
        message.put(question).put(records.toByteArray());
        return message.putShort(2, (short) flags).putShort(6, (short) count).array();
    }
}
