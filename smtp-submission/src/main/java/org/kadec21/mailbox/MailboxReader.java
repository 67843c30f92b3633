package org.kadec21.mailbox;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import jakarta.mail.URLName;

import org.eclipse.angus.mail.pop3.POP3Folder;
import org.eclipse.angus.mail.pop3.POP3Store;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Secret;
import org.kadec21.hal.Time;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import javax.net.SocketFactory;

/// Reads a mailbox over POP3 with USER and PASS (RFC 1939), as a receiver's mail client does.
public final class MailboxReader {

    /// The largest mail that is fetched, in bytes.
    public static final int LARGEST_MAIL = 50 * 1024 * 1024;

    /// An address that is never used: Angus insists on resolving one, the redirected socket knows
    /// better.
    private static final String NOWHERE = "0.0.0.0";

    private final Account account;
    private final Time time;

    public MailboxReader(Account account, Time time) {
        this.account = account;
        this.time = time;
    }

    /// Fetches all mails in the server's order and leaves them there.
    ///
    /// @param deadline when all must be over
    public List<ReceivedMail> readAll(SocketFactory sockets, Deadline deadline)
            throws MailboxException {
        List<ReceivedMail> mails = new ArrayList<>();
        visit(sockets, deadline, (folder, message) -> mails.add(read(folder, message)));
        return List.copyOf(mails);
    }

    /// Deletes the mails that the server calls by these names (RFC 1939 7); unknown names are
    /// ignored.
    public void delete(SocketFactory sockets, List<String> uidls, Deadline deadline)
            throws MailboxException {
        visit(
                sockets,
                deadline,
                (folder, message) -> {
                    if (uidls.contains(folder.getUID(message))) {
                        message.setFlag(Flags.Flag.DELETED, true);
                    }
                });
    }

    private void visit(SocketFactory sockets, Deadline deadline, Visit visit)
            throws MailboxException {
        RedirectedSockets redirected =
                new RedirectedSockets(sockets, account.host(), account.port(), time, deadline);
        POP3Store store =
                new POP3Store(
                        session(redirected),
                        new URLName("pop3", NOWHERE, account.port(), null, null, null));
        try {
            store.connect(NOWHERE, account.port(), account.user(), account.password().reveal());
            POP3Folder folder = (POP3Folder) store.getFolder("INBOX");
            folder.open(Folder.READ_WRITE);
            Message[] messages = folder.getMessages();
            folder.fetch(messages, names());
            for (Message message : messages) {
                visit.at(folder, message);
            }
            folder.close(true);
        } catch (AuthenticationFailedException e) {
            throw failed(
                    "expected to log in as "
                            + account.user()
                            + ", got \""
                            + e.getMessage()
                            + "\"; check user name and password",
                    e);
        } catch (MessagingException | IOException e) {
            throw failed(
                    "reading broke off: " + innermost(e) + "; check host, port and the way there",
                    e);
        } finally {
            close(store);
            redirected.close();
        }
    }

    private ReceivedMail read(POP3Folder folder, Message message)
            throws MessagingException, IOException {
        String uidl = folder.getUID(message);
        BoundedBytes raw = new BoundedBytes();
        message.writeTo(raw);
        return ReceivedMail.parse(uidl == null ? "" : uidl, raw.toByteArray());
    }

    private MailboxException failed(String what, Exception cause) {
        return new MailboxException(
                "mailbox of "
                        + account.user()
                        + " at "
                        + account.host()
                        + ":"
                        + account.port()
                        + ": "
                        + what,
                cause);
    }

    /// One UIDL for all mails instead of one for each.
    private static FetchProfile names() {
        FetchProfile profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        return profile;
    }

    private static String innermost(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static void close(POP3Store store) {
        try {
            store.close();
        } catch (MessagingException e) {
            // what was read is read
        }
    }

    private static Session session(SocketFactory sockets) {
        Properties properties = new Properties();
        properties.put("mail.pop3.socketFactory", sockets);
        properties.put("mail.pop3.socketFactory.fallback", "false");
        properties.put("mail.pop3.connectiontimeout", "0");
        return Session.getInstance(properties);
    }

    /// Where a mailbox is and who may read it.
    ///
    /// @param port usually 110
    public record Account(String host, int port, String user, Secret password) {}

    private static final class BoundedBytes extends OutputStream {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (kept.size() + length > LARGEST_MAIL) {
                throw new IOException(
                        "expected mails of at most " + LARGEST_MAIL + " bytes, one is larger");
            }
            kept.write(bytes, offset, length);
        }

        byte[] toByteArray() {
            return kept.toByteArray();
        }
    }

    @FunctionalInterface
    private interface Visit {
        void at(POP3Folder folder, Message message) throws MessagingException, IOException;
    }
}
