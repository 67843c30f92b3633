package org.kadec21.updater.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.kadec21.updater.image.JarEntries.Entry;

import java.util.Base64;
import java.util.List;

/// An image's manifest and signature file as they have to be, byte for byte, for what they say:
/// attributes nobody asked for, other lines or a second section of the same name have no place in
/// them (JAR file specification, "Signed JAR file").
final class ManifestForm {

    /// Before each name of a declaration.
    static final String PREFIX = "Kadec21-";

    /// What an image declares, in the order of its main section.
    private static final List<String> DECLARATIONS =
            List.of(
                    "Image",
                    "Version",
                    "Boards",
                    "Modules",
                    "Boot-Loader",
                    "Rollback-Index",
                    "Expires",
                    "Key",
                    "Profile",
                    "Default-Port",
                    "Auth",
                    "StartTls");

    private static final String STARTED = "org.kadec21.firmware.Main";

    /// A line without its end (same specification, "Notes on manifest and signature files").
    private static final int LINE_BYTES = 70;

    private ManifestForm() {}

    /// The manifest of these declarations and contents.
    static byte[] manifest(DeclaredAttributes declared, List<Entry> contents)
            throws RefusedException {
        StringBuilder text = new StringBuilder(line("Manifest-Version", "1.0"));
        for (String name : DECLARATIONS) {
            text.append(line(PREFIX + name, declared.text(name, ".+")));
        }
        text.append(line("Main-Class", STARTED)).append("\r\n");
        for (Entry entry : contents) {
            text.append(section(entry.name(), entry.content()));
        }
        return text.toString().getBytes(US_ASCII);
    }

    /// What is signed for a manifest of these contents.
    static byte[] signatureFile(byte[] manifest, List<Entry> contents) {
        StringBuilder text =
                new StringBuilder(line("Signature-Version", "1.0"))
                        .append(line("SHA-256-Digest-Manifest", digest(manifest)))
                        .append("\r\n");
        for (Entry entry : contents) {
            byte[] described = section(entry.name(), entry.content()).getBytes(US_ASCII);
            text.append(section(entry.name(), described));
        }
        return text.toString().getBytes(US_ASCII);
    }

    private static String section(String name, byte[] content) {
        return line("Name", name) + line("SHA-256-Digest", digest(content)) + "\r\n";
    }

    /// Longer lines go on behind a line end and a space.
    private static String line(String name, String value) {
        StringBuilder lines = new StringBuilder();
        String rest = name + ": " + value;
        while (rest.length() > LINE_BYTES) {
            lines.append(rest, 0, LINE_BYTES).append("\r\n");
            rest = " " + rest.substring(LINE_BYTES);
        }
        return lines.append(rest).append("\r\n").toString();
    }

    private static String digest(byte[] content) {
        return Base64.getEncoder().encodeToString(Sha256.of(content));
    }
}
