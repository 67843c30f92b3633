package org.kadec21.bench.provider;

import org.kadec21.simulation.provider.mailbox.MailStoreException;
import org.kadec21.simulation.provider.mailbox.MemoryBudget;
import org.kadec21.simulation.provider.mailbox.StoredMail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// One mailbox as a maildir: a file is written in `tmp`, forced, and moved to `new`, so that a mail
/// is there as a whole or not at all. Mail programs may read it, and move mails to `cur`. Texts are
/// read when they are asked for; in memory there are names and sizes.
final class Maildir {

    private static final List<String> FOLDERS = List.of("tmp", "new", "cur");

    private final Path folder;
    private final MemoryBudget.Share memory;
    private final SequencedMap<String, StoredMail> mails = new LinkedHashMap<>();
    private long arrivals;
    private long octets;

    private Maildir(Path folder, MemoryBudget.Share memory) {
        this.folder = folder;
        this.memory = memory;
    }

    /// Makes the folders that are not there, and reads the mails that are.
    ///
    /// @param memory pays for the lists
    static Maildir open(Path folder, MemoryBudget.Share memory) {
        Maildir maildir = new Maildir(folder, memory);
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
                pay();
                keep(new StoredMail(id, name.get().arrival(), octets(file)));
            }
        }
    }

    private static Optional<MaildirName.Parsed> parsed(Path file) {
        return MaildirName.parse(file.getFileName().toString());
    }

    StoredMail add(Instant arrival, byte[] content) {
        pay();
        arrivals++;
        StoredMail mail =
                new StoredMail(MaildirName.file(arrival, arrivals), arrival, content.length);
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
            memory.give(MemoryBudget.A_MAIL);
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

    /// Up to `most` octets of a mail's text behind the first `from`; empty when the file is gone.
    Optional<byte[]> read(String uniqueId, int from, int most) {
        if (!mails.containsKey(uniqueId)) {
            return Optional.empty();
        }
        try {
            Optional<Path> file = find(uniqueId);
            return file.isEmpty() ? Optional.empty() : Optional.of(part(file.get(), from, most));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new MailStoreException("expected to read from " + folder, failed);
        }
    }

    private static byte[] part(Path path, int from, int most) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            long rest = Math.max(0, file.size() - from);
            ByteBuffer part = ByteBuffer.allocate(Math.toIntExact(Math.min(most, rest)));
            int count = 0;
            while (part.hasRemaining() && count >= 0) {
                count = file.read(part, (long) from + part.position());
            }
            return Arrays.copyOf(part.array(), part.position());
        }
    }

    /// Where a mail's file is now.
    private Optional<Path> find(String uniqueId) throws IOException {
        Path unread = folder.resolve("new").resolve(uniqueId);
        if (Files.exists(unread)) {
            return Optional.of(unread);
        }
        try (Stream<Path> read = Files.list(folder.resolve("cur"))) {
            return read.filter(f -> f.getFileName().toString().startsWith(uniqueId)).findFirst();
        }
    }

    private static int octets(Path file) throws IOException {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, Files.size(file)));
    }

    private void pay() {
        if (!memory.take(MemoryBudget.A_MAIL)) {
            throw new MailStoreException(
                    "expected memory for the lists of "
                            + folder
                            + ", there is not enough; delete mails, or allow the JVM more");
        }
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
        memory.give(MemoryBudget.A_MAIL);
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
