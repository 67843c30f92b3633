package org.kadec21.simulation.provider.page;

import org.kadec21.simulation.provider.mailbox.MailStore;
import org.kadec21.simulation.provider.mailbox.MailStoreException;
import org.kadec21.simulation.provider.mailbox.Mailboxes;
import org.kadec21.simulation.provider.mailbox.StoredMail;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Mailboxes on a medium that is full as soon as a mail is to move.
final class ImmovableMails implements MailStore {

    private final Mailboxes mails = new Mailboxes();

    @Override
    public StoredMail store(String address, Instant arrival, byte[] content) {
        return mails.store(address, arrival, content);
    }

    @Override
    public List<StoredMail> mails(String address) {
        return mails.mails(address);
    }

    @Override
    public Optional<byte[]> read(String address, String uniqueId, int from, int most) {
        return mails.read(address, uniqueId, from, most);
    }

    @Override
    public void delete(String address, List<String> uniqueIds) {
        mails.delete(address, uniqueIds);
    }

    @Override
    public long octets(String address) {
        return mails.octets(address);
    }

    @Override
    public List<String> addresses() {
        return mails.addresses();
    }

    @Override
    public void move(String from, String to) {
        throw new MailStoreException("no space left", new IOException("no space left"));
    }
}
