package org.kadec21.simulation.module.fault;

import java.io.ByteArrayOutputStream;

/// Strings of bytes.
final class Octets {

    private Octets() {}

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
