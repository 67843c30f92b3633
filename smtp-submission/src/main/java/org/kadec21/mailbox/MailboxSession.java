package org.kadec21.mailbox;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Time;
import org.kadec21.mailbox.MailboxReader.Account;
import org.kadec21.submission.SubmissionPolicy.Tls;
import org.kadec21.submission.TlsClient;
import org.kadec21.submission.wire.TimeLimit;
import org.kadec21.submission.wire.TimedSocket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import javax.net.SocketFactory;

/// One visit to a mailbox over POP3 (RFC 1939, STLS of RFC 2595) that looks before it fetches: what
/// a mailbox full of somebody else's mail may cost is bounded, in bytes and in time.
///
/// ```java
/// try (MailboxSession box = MailboxSession.open(account, tls, sockets, time, chance, deadline)) {
///     for (MailboxSession.Listed mail : box.newest(20)) {
///         if (isWanted(box.header(mail))) {
///             keep(box.fetch(mail, 65_536));
///             box.delete(mail);
///         }
///     }
///     box.quit();
/// }
/// ```
///
/// Every method throws [MailboxException] when the server or the way to it fails; the session is
/// over then, and nothing was deleted.
public final class MailboxSession implements AutoCloseable {

    /// One step of the server: a reply, or one line of a mail.
    static final Duration STEP = Duration.ofMinutes(2);

    /// A mailbox with more mails is not listed as a whole.
    static final int LISTED_AT_ONCE = 100;

    /// Longest header that is looked at.
    static final int HEADER_BYTES = 64 * 1024;

    /// Bytes of one line of a listing, generously (RFC 1939 7 has names of up to 70).
    private static final int LISTING_LINE = 128;

    private final Account account;
    private final TimedSocket base;
    private final Pop3Lines lines;
    private boolean answered;
    private int count;

    private MailboxSession(Account account, TimedSocket base) throws IOException {
        this.account = account;
        this.base = base;
        this.lines = new Pop3Lines(base);
    }

    /// A mail as the server lists it.
    ///
    /// @param number its number in this session
    /// @param uidl its name in all sessions
    /// @param octets its size by the server's word
    public record Listed(int number, String uidl, long octets) {}

    /// Connects, secures and logs in.
    ///
    /// @param tls `OFF`: the password goes in clear text. `REQUIRED`: STLS or nothing. `IMPLICIT`:
    ///   TLS before the first word. `OPTIONAL` is taken for `REQUIRED`: nothing here remembers what
    ///   a server once offered
    /// @param deadline when all must be over
    public static MailboxSession open(
            Account account,
            Tls tls,
            SocketFactory sockets,
            Time time,
            Randomness randomness,
            Deadline deadline)
            throws MailboxException {
        MailboxSession session;
        try {
            session = new MailboxSession(account, connected(account, sockets, time, deadline));
        } catch (IOException e) {
            throw failed(account, "connecting failed: " + e.getMessage(), e, false);
        }
        try {
            session.begin(
                    tls, new TlsClient(account.host(), account.port(), tls, time, randomness));
            return session;
        } catch (MailboxException e) {
            session.close();
            throw e;
        }
    }

    /// How many mails there are.
    public int count() {
        return count;
    }

    /// The newest mails, newest first, at most `most`.
    public List<Listed> newest(int most) throws MailboxException {
        int first = Math.max(1, count - most + 1);
        return guarded(
                "listing",
                () -> {
                    Map<Integer, String> names = listing("UIDL", first);
                    Map<Integer, String> sizes = listing("LIST", first);
                    List<Listed> newest = new ArrayList<>();
                    for (int number = count; number >= first; number--) {
                        Optional<String> name = Optional.ofNullable(names.get(number));
                        Optional<String> size = Optional.ofNullable(sizes.get(number));
                        if (name.isPresent() && size.isPresent()) {
                            newest.add(new Listed(number, name.get(), octets(size.get())));
                        }
                    }
                    return List.copyOf(newest);
                });
    }

    /// The header of a mail, and nothing of its body.
    public byte[] header(Listed mail) throws MailboxException {
        return guarded(
                "looking at a mail",
                () -> {
                    ask("TOP " + mail.number() + " 0");
                    return lines.body(HEADER_BYTES);
                });
    }

    /// The whole mail.
    ///
    /// @param most bytes; a server that says more ends the session
    public byte[] fetch(Listed mail, int most) throws MailboxException {
        return guarded(
                "fetching a mail",
                () -> {
                    ask("RETR " + mail.number());
                    return lines.body(most);
                });
    }

    /// Marks a mail; it is gone once [#quit()] has returned.
    public void delete(Listed mail) throws MailboxException {
        guarded("deleting a mail", () -> ask("DELE " + mail.number()));
    }

    /// Ends the visit: what was marked is deleted.
    public void quit() throws MailboxException {
        guarded("saying goodbye", () -> ask("QUIT"));
    }

    @Override
    public void close() {
        try {
            base.close();
        } catch (IOException e) {
            // closed is closed
        }
        base.rethrow();
    }

    private static TimedSocket connected(
            Account account, SocketFactory sockets, Time time, Deadline deadline)
            throws IOException {
        Socket socket = sockets.createSocket();
        try {
            long millis = Math.min(STEP.toMillis(), time.nanosUntil(deadline) / 1_000_000);
            socket.connect(
                    InetSocketAddress.createUnresolved(account.host(), account.port()),
                    Math.toIntExact(millis) + 1);
            return new TimedSocket(
                    socket,
                    account.host(),
                    account.port(),
                    time,
                    new TimeLimit(deadline, "the time for the whole visit"));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void begin(Tls tls, TlsClient client) throws MailboxException {
        guarded(
                "opening",
                () -> {
                    if (tls.mode() == Tls.Mode.IMPLICIT) {
                        secure(client);
                    }
                    lines.reply();
                    answered = true;
                    switch (tls.mode()) {
                        case OPTIONAL, REQUIRED -> {
                            ask("STLS");
                            requireSilence();
                            secure(client);
                        }
                        case OFF, IMPLICIT -> {
                            // as it is
                        }
                    }
                    return count;
                });
        guarded(
                "logging in (check user name and password)",
                () -> {
                    ask("USER " + account.user());
                    return ask("PASS " + account.password().reveal());
                });
        count = guarded("counting the mails", () -> Math.toIntExact(octets(ask("STAT"))));
    }

    private void secure(TlsClient client) throws IOException {
        base.boundStep(STEP);
        base.gather();
        Socket secured = client.over(base);
        base.sendEachWrite();
        lines.secure(secured);
    }

    private void requireSilence() throws IOException {
        if (lines.hasUnreadBytes()) {
            throw new IOException(
                    "expected silence after the reply to STLS, got further bytes in clear text:"
                            + " somebody may be injecting replies; try another network");
        }
    }

    /// By number, what the server says of each mail from `first` on.
    private Map<Integer, String> listing(String verb, int first) throws IOException {
        Map<Integer, String> said = new LinkedHashMap<>();
        if (count <= LISTED_AT_ONCE) {
            ask(verb);
            new String(lines.body(LISTED_AT_ONCE * LISTING_LINE), StandardCharsets.US_ASCII)
                    .lines()
                    .forEach(line -> note(line, said));
        } else {
            for (int number : IntStream.rangeClosed(first, count).toArray()) {
                note(ask(verb + " " + number), said);
            }
        }
        return said;
    }

    private static void note(String line, Map<Integer, String> said) {
        String[] words = line.strip().split(" +", 3);
        if (words.length >= 2 && words[0].matches("\\d{1,9}")) {
            said.put(Integer.valueOf(words[0]), words[1]);
        }
    }

    private static long octets(String words) throws IOException {
        String first = words.split(" ", 2)[0];
        if (!first.matches("\\d{1,9}")) {
            throw new IOException("expected a number, got \"" + first + "\"");
        }
        return Long.parseLong(first);
    }

    private String ask(String command) throws IOException {
        lines.say(command);
        return lines.reply();
    }

    private <T> T guarded(String what, Step<T> step) throws MailboxException {
        try {
            return step.run();
        } catch (IOException e) {
            throw failed(account, what + " failed: " + e.getMessage(), e, answered);
        }
    }

    private static MailboxException failed(
            Account account, String what, IOException cause, boolean answered) {
        return new MailboxException(
                "mailbox of "
                        + account.user()
                        + " at "
                        + account.host()
                        + ":"
                        + account.port()
                        + ": "
                        + what,
                cause,
                answered);
    }

    @FunctionalInterface
    private interface Step<T> {
        T run() throws IOException;
    }
}
