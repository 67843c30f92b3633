package org.kadec21.bench.provider;

import org.kadec21.simulation.provider.mailbox.MailStoreException;
import org.kadec21.simulation.provider.mailbox.StoredMail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// One mailbox as a maildir: a file is written in `tmp`, forced, and moved to `new`, so that a mail
/// is there as a whole or not at all. Mail programs may read it, and move mails to `cur`.
final class Maildir {

    private static final List<String> FOLDERS = List.of("tmp", "new", "cur");

    private final Path folder;
    private final SequencedMap<String, StoredMail> mails = new LinkedHashMap<>();
    private long arrivals;
    private long octets;

    private Maildir(Path folder) {
        this.folder = folder;
    }

    /// Makes the folders that are not there, and reads the mails that are.
    static Maildir open(Path folder) {
        Maildir maildir = new Maildir(folder);
        try {
            for (String name : FOLDERS) {
                Files.createDirectories(folder.resolve(name));
            }
            maildir.load();
        } catch (IOException failed) {
            throw new MailStoreException(
                    "expected a maildir that can be read and written, but " + failed, failed);
        }
        return maildir;
    }

    private void load() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String name : List.of("new", "cur")) {
            try (Stream<Path> listed = Files.list(folder.resolve(name))) {
                listed.forEach(files::add);
            }
        }
        files.sort(Comparator.comparingLong(file -> parsed(file).map(n -> n.number()).orElse(0L)));
        for (Path file : files) {
            Optional<MaildirName.Parsed> name = parsed(file);
            if (name.isPresent()) {
                arrivals = Math.max(arrivals, name.get().number());
                String id = MaildirName.file(name.get().arrival(), name.get().number());
                keep(new StoredMail(id, name.get().arrival(), Files.readAllBytes(file)));
            }
        }
    }

    private static Optional<MaildirName.Parsed> parsed(Path file) {
        return MaildirName.parse(file.getFileName().toString());
    }

    StoredMail add(Instant arrival, byte[] content) {
        arrivals++;
        StoredMail mail =
                new StoredMail(MaildirName.file(arrival, arrivals), arrival, content.clone());
        Path unfinished = folder.resolve("tmp").resolve(mail.uniqueId());
        try (FileChannel file =
                FileChannel.open(
                        unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                file.write(rest);
            }
            file.force(true);
            Files.move(
                    unfinished,
                    folder.resolve("new").resolve(mail.uniqueId()),
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new MailStoreException(
                    "expected to write a mail of "
                            + content.length
                            + " octets to "
                            + folder
                            + ", but "
                            + failed,
                    failed);
        }
        keep(mail);
        return mail;
    }

    private void keep(StoredMail mail) {
        mails.put(mail.uniqueId(), mail);
        octets += mail.octets();
    }

    void remove(String uniqueId) {
        StoredMail gone = mails.remove(uniqueId);
        if (gone == null) {
            return;
        }
        octets -= gone.octets();
        try {
            Files.deleteIfExists(folder.resolve("new").resolve(uniqueId));
            try (Stream<Path> read = Files.list(folder.resolve("cur"))) {
                for (Path file :
                        read.filter(f -> f.getFileName().toString().startsWith(uniqueId))
                                .toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException failed) {
            throw new MailStoreException("expected to delete from " + folder, failed);
        }
    }

    List<StoredMail> mails() {
        return List.copyOf(mails.values());
    }

    long octets() {
        return octets;
    }
}
