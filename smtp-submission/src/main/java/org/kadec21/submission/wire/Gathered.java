package org.kadec21.submission.wire;

import java.io.ByteArrayOutputStream;

/// Bytes that wait to go out in one write, which is one send of a module.
///
/// In TLS 1.3 a client says `change_cipher_spec` as soon as it has the ServerHello, for the sake of
/// middleboxes and to nobody's answer (RFC 8446 D.4), its Finished when it has the rest, and may
/// speak at once: all that fits into the same write. Only what somebody waits for goes out before a
/// read.
final class Gathered {

    private static final byte CHANGE_CIPHER_SPEC = 20;
    private static final int GESTURE_BYTES = 6;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean goesOn;

    void begin() {
        goesOn = true;
    }

    void end() {
        goesOn = false;
    }

    /// Whether more is to be kept.
    boolean goesOn() {
        return goesOn;
    }

    void add(byte[] bytes, int offset, int length) {
        kept.write(bytes, offset, length);
    }

    /// Everything kept, and nothing is kept any longer.
    byte[] takeAll() {
        byte[] all = kept.toByteArray();
        kept.reset();
        return all;
    }

    /// What the peer has to have before it answers: everything, or nothing if it is only the
    /// gesture.
    byte[] takeForReading() {
        byte[] all = takeAll();
        if (goesOn && all.length == GESTURE_BYTES && all[0] == CHANGE_CIPHER_SPEC) {
            kept.writeBytes(all);
            return new byte[0];
        }
        return all;
    }
}
