package org.kadec21.simulation.provider;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Journal;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.simulation.provider.dialogue.Action;
import org.kadec21.simulation.provider.dialogue.Dialogue;
import org.kadec21.simulation.provider.dialogue.Event;
import org.kadec21.simulation.provider.mailbox.IncomingMail;
import org.kadec21.simulation.provider.mailbox.MailStore;
import org.kadec21.simulation.provider.mailbox.MailStoreException;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// One client's connection: reads for a dialogue and does what it wants.
final class ClientConnection {

    /// A client that takes nothing for this long is gone.
    private static final Duration WRITE = Duration.ofMinutes(5);

    /// A client that lets its words drip, each just before it would be taken for gone, may do so
    /// for this long, and a second for every ten octets: nobody may keep a place for ever. A mail
    /// of 35 MiB over the slowest line, 300 bit/s, is well within.
    private static final Duration DRIPPING = Duration.ofHours(1);

    private static final int OCTETS_A_SECOND = 10;

    private static final int PORTION = 16_384;

    private final int number;
    private final ByteLink link;
    private final Sessions.Session session;
    private final Time time;
    private final Tasks tasks;
    private final Journal journal;
    private final MailStore mailboxes;
    private final Delivery delivery;
    private long octetsIn;
    private long octetsOut;
    private boolean over;

    ClientConnection(
            int number,
            ByteLink link,
            Sessions.Session session,
            Time time,
            Tasks tasks,
            Journal journal,
            MailStore mailboxes,
            Delivery delivery) {
        this.number = number;
        this.link = link;
        this.session = session;
        this.time = time;
        this.tasks = tasks;
        this.journal = journal;
        this.mailboxes = mailboxes;
        this.delivery = delivery;
    }

    /// Serves the client to its end.
    void run() {
        String end = "hung up";
        try (link) {
            end = converse();
        } catch (LinkException e) {
            end = "link lost";
        } catch (MailStoreException full) {
            journal.event(
                    "store.failed",
                    "connection",
                    number,
                    "reason",
                    String.valueOf(full.getMessage()));
            end = "mail could not be stored";
        }
        journal.event(
                "connection.closed",
                "connection",
                number,
                "bytes_in",
                octetsIn,
                "bytes_out",
                octetsOut,
                "end",
                end);
    }

    private String converse() throws LinkException {
        Dialogue dialogue = session.dialogue();
        perform(dialogue.on(new Event.Connected(), time.now()));
        byte[] buffer = new byte[PORTION];
        Deadline begin = time.after(Duration.ZERO);
        while (!over) {
            Deadline end = begin.plus(DRIPPING.plusSeconds(octetsIn / OCTETS_A_SECOND));
            int count =
                    time.isOver(end)
                            ? 0
                            : link.read(
                                    buffer,
                                    0,
                                    buffer.length,
                                    time.after(session.silence()).earlier(end));
            if (count < 0) {
                return "client left";
            }
            octetsIn += count;
            Event event =
                    count == 0
                            ? new Event.TimedOut()
                            : new Event.Received(Arrays.copyOf(buffer, count));
            perform(dialogue.on(event, time.now()));
        }
        return "hung up";
    }

    private void perform(List<Action> actions) throws LinkException {
        for (Action action : actions) {
            switch (action) {
                case Action.Send(byte[] octets) -> {
                    link.write(octets, time.after(WRITE));
                    octetsOut += octets.length;
                }
                case Action.Store(IncomingMail mail) -> delivery.deliver(mail);
                case Action.Purge(String address, List<String> uniqueIds) -> {
                    mailboxes.delete(address, uniqueIds);
                    journal.event("mail.deleted", "address", address, "count", uniqueIds.size());
                }
                case Action.Pause(Duration span) -> tasks.sleepUntil(time.after(span));
                case Action.Note(String event, List<Object> fields) ->
                        journal.event(event, fields.toArray());
                case Action.HangUp() -> over = true;
                case Action.StartTls() ->
                        throw new IllegalStateException("TLS is the business of the TLS layer");
            }
        }
    }
}
