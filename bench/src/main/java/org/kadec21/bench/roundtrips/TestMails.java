package org.kadec21.bench.roundtrips;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Ten mails of 1 KiB in a folder that goes when this is closed.
public final class TestMails implements AutoCloseable {

    private static final int COUNT = 10;
    private static final int BYTES = 1024;

    private final Path folder;
    private final List<Path> files;

    private TestMails(Path folder, List<Path> files) {
        this.folder = folder;
        this.files = files;
    }

    /// Writes them, headers included in the 1024 bytes, into a new temporary folder.
    public static TestMails make() throws IOException {
        TestMails mails =
                new TestMails(Files.createTempDirectory("kadec21-roundtrips"), new ArrayList<>());
        try {
            for (int number = 0; number < COUNT; number++) {
                Path file = mails.folder.resolve(number + ".eml");
                mails.files.add(Files.writeString(file, text(number)));
            }
            return mails;
        } catch (IOException full) {
            mails.close();
            throw full;
        }
    }

    /// Where they are, and where others may write what shall go with them.
    public Path folder() {
        return folder;
    }

    /// The first `count` of them.
    public List<Path> first(int count) {
        return List.copyOf(files.subList(0, count));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /// All headers are there, so that no program adds one.
    private static String text(int number) {
        String head =
                "From: lab@provider.test\r\nTo: lab@provider.test\r\nSubject: report "
                        + number
                        + "\r\nDate: Fri, 01 Jun 2012 12:00:00 +0900\r\nMessage-ID: <"
                        + number
                        + "@unit.test>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain;"
                        + " charset=us-ascii\r\n\r\n";
        StringBuilder text = new StringBuilder(head);
        while (BYTES - text.length() >= 4) {
            int line = Math.min(64, BYTES - text.length());
            text.append("x".repeat(line - 2)).append("\r\n");
        }
        return text.toString();
    }
}
