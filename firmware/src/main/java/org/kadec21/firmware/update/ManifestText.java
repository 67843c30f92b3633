package org.kadec21.firmware.update;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.Map;
import java.util.SequencedMap;

/// A JAR's manifest and signature file as bytes, every line and every section in its place (JAR
/// file specification, "Signed JAR file").
final class ManifestText {

    /// A line with its end (same specification, "Notes on manifest and signature files").
    private static final int LINE_BYTES = 72;

    private ManifestText() {}

    /// The main section, then one section per entry with its digest.
    static byte[] manifest(
            SequencedMap<String, String> attributes, SequencedMap<String, byte[]> entries) {
        StringBuilder text = new StringBuilder(mainSection(attributes));
        entries.forEach((name, content) -> text.append(section(name, content)));
        return text.toString().getBytes(US_ASCII);
    }

    /// What is signed: the digest of the manifest and of each of its sections.
    static byte[] signatureFile(byte[] manifest, SequencedMap<String, byte[]> entries) {
        StringBuilder text =
                new StringBuilder()
                        .append(line("Signature-Version", "1.0"))
                        .append(line("SHA-256-Digest-Manifest", digest(manifest)))
                        .append("\r\n");
        entries.forEach((name, content) ->
                text.append(section(name, section(name, content).getBytes(US_ASCII))));
        return text.toString().getBytes(US_ASCII);
    }

    private static String mainSection(SequencedMap<String, String> attributes) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            text.append(line(attribute.getKey(), attribute.getValue()));
        }
        return text.append("\r\n").toString();
    }

    private static String section(String name, byte[] content) {
        return line("Name", name) + line("SHA-256-Digest", digest(content)) + "\r\n";
    }

    /// Longer lines go on behind a line end and a space.
    private static String line(String name, String value) {
        StringBuilder lines = new StringBuilder();
        String rest = name + ": " + value;
        while (rest.length() > LINE_BYTES - 2) {
            lines.append(rest, 0, LINE_BYTES - 2).append("\r\n");
            rest = " " + rest.substring(LINE_BYTES - 2);
        }
        return lines.append(rest).append("\r\n").toString();
    }

    private static String digest(byte[] content) {
        return Base64.getEncoder().encodeToString(Sha256.of(content));
    }
}
