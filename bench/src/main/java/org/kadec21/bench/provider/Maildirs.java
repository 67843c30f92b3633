package org.kadec21.bench.provider;

import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.mailbox.MailStore;
import org.kadec21.simulation.provider.mailbox.MailStoreException;
import org.kadec21.simulation.provider.mailbox.Mailboxes;
import org.kadec21.simulation.provider.mailbox.MemoryBudget;
import org.kadec21.simulation.provider.mailbox.StoredMail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Mailboxes in a folder, a maildir for each address: what arrived is there after a restart, under
/// the same unique ids. Addresses that are too long for a folder's name are kept in memory.
public final class Maildirs implements MailStore {

    private final Path folder;
    private final SequencedMap<String, Maildir> byAddress = new LinkedHashMap<>();
    private final MemoryBudget.Share memory;
    private final Mailboxes others;

    private Maildirs(Path folder, MemoryBudget budget) {
        this.folder = folder;
        this.memory = budget.forAccepted();
        this.others = new Mailboxes(budget);
    }

    /// Opens the mailboxes below `folder`, which is made when it is not there.
    ///
    /// @param budget pays for what of them is in memory
    /// @throws IOException when it cannot be read or made
    public static Maildirs open(Path folder, MemoryBudget budget) throws IOException {
        Files.createDirectories(folder);
        Maildirs maildirs = new Maildirs(folder, budget);
        List<Path> present;
        try (Stream<Path> listed = Files.list(folder)) {
            present = listed.filter(Files::isDirectory).sorted().toList();
        }
        for (Path one : present) {
            MaildirName.address(one.getFileName().toString())
                    .ifPresent(address ->
                            maildirs.byAddress.put(address, Maildir.open(one, maildirs.memory)));
        }
        return maildirs;
    }

    @Override
    public StoredMail store(String address, Instant arrival, byte[] content) {
        String canonical = Accounts.canonical(address);
        Optional<String> name = MaildirName.folder(canonical);
        if (name.isEmpty()) {
            return others.store(address, arrival, content);
        }
        return byAddress
                .computeIfAbsent(canonical, a -> Maildir.open(folder.resolve(name.get()), memory))
                .add(arrival, content);
    }

    @Override
    public List<StoredMail> mails(String address) {
        Maildir maildir = byAddress.get(Accounts.canonical(address));
        return maildir == null ? others.mails(address) : maildir.mails();
    }

    @Override
    public Optional<byte[]> read(String address, String uniqueId, int from, int most) {
        Maildir maildir = byAddress.get(Accounts.canonical(address));
        return maildir == null
                ? others.read(address, uniqueId, from, most)
                : maildir.read(uniqueId, from, most);
    }

    @Override
    public void delete(String address, List<String> uniqueIds) {
        Maildir maildir = byAddress.get(Accounts.canonical(address));
        if (maildir == null) {
            others.delete(address, uniqueIds);
        } else {
            uniqueIds.forEach(maildir::remove);
        }
    }

    @Override
    public long octets(String address) {
        Maildir maildir = byAddress.get(Accounts.canonical(address));
        return maildir == null ? others.octets(address) : maildir.octets();
    }

    @Override
    public List<String> addresses() {
        return Stream.concat(byAddress.keySet().stream(), others.addresses().stream()).toList();
    }

    /// Mails get new unique ids on the way: they are different files then.
    @Override
    public void move(String from, String to) {
        if (!mails(to).isEmpty() || Accounts.canonical(from).equals(Accounts.canonical(to))) {
            return;
        }
        List<StoredMail> originals = List.copyOf(mails(from));
        List<String> copies = new ArrayList<>();
        try {
            for (StoredMail mail : originals) {
                content(from, mail)
                        .ifPresent(text -> copies.add(store(to, mail.arrival(), text).uniqueId()));
            }
        } catch (MailStoreException incomplete) {
            discard(to, copies);
            throw incomplete;
        }
        discard(from, originals.stream().map(StoredMail::uniqueId).toList());
    }

    /// Deletes what lies elsewhere as well. What cannot be deleted stays as a copy: too much is
    /// better than a move that is neither done nor undone.
    private void discard(String address, List<String> uniqueIds) {
        try {
            delete(address, uniqueIds);
        } catch (MailStoreException kept) {
            // the mail is complete at the other address
        }
    }
}
