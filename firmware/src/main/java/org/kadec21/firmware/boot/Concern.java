package org.kadec21.firmware.boot;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// Something about a unit's flash or settings that goes on until a person does something, and that
/// this person is told once by mail.
///
/// @param topic of a-z: one concern each
/// @param headline for the mail's subject
/// @param words sentences; empty when all is well
record Concern(String topic, String headline, String words) {

    boolean isAllWell() {
        return words.isEmpty();
    }

    /// Tells these words from others.
    String mark() {
        CRC32C sum = new CRC32C();
        sum.update(words.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }
}
