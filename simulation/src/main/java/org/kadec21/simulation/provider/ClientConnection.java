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
import org.kadec21.simulation.provider.mailbox.MemoryBudget;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// One client's connection: reads for a dialogue and does what it wants. However it ends, the
/// client's share of the memory is given back.
final class ClientConnection {

    /// A client that takes nothing for this long is gone.
    private static final Duration WRITE = Duration.ofMinutes(5);

    /// A client that lets its words drip, each just before it would be taken for gone, may do so
    /// for this long, and a second for every ten octets: nobody may keep a place for ever.
    private static final Duration DRIPPING = Duration.ofHours(1);

    private static final int OCTETS_A_SECOND = 10;

    /// However much a client says, its connection ends. A mail of 35 MiB takes 10 hours at 9600
    /// bit/s.
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final int PORTION = 16_384;

    private final Caller caller;
    private final Shield shield;
    private final Time time;
    private final Tasks tasks;
    private final Journal journal;
    private final MailStore mailboxes;
    private final Delivery delivery;
    private long octetsIn;
    private long octetsOut;
    private boolean over;
    private String end = "hung up";

    ClientConnection(
            Caller caller,
            Shield shield,
            Time time,
            Tasks tasks,
            Journal journal,
            MailStore mailboxes,
            Delivery delivery) {
        this.caller = caller;
        this.shield = shield;
        this.time = time;
        this.tasks = tasks;
        this.journal = journal;
        this.mailboxes = mailboxes;
        this.delivery = delivery;
    }

    /// Who is served, and how.
    ///
    /// @param number of the connection, for the journal
    /// @param memory its share
    record Caller(int number, ByteLink link, Sessions.Session session, MemoryBudget.Share memory) {}

    /// Serves the client to its end.
    void run() {
        try (ByteLink _ = caller.link();
                MemoryBudget.Share _ = caller.memory()) {
            if (!shield.covers(caller.number(), this::converse)) {
                end = "failed";
                shield.covers(caller.number(), this::apologize);
            }
        } catch (LinkException e) {
            end = "link lost";
        } finally {
            journal.event(
                    "connection.closed",
                    "connection",
                    caller.number(),
                    "bytes_in",
                    octetsIn,
                    "bytes_out",
                    octetsOut,
                    "end",
                    end);
        }
    }

    private void converse() throws LinkException {
        try {
            listen();
        } catch (MailStoreException full) {
            journal.event(
                    "store.failed",
                    "connection",
                    caller.number(),
                    "reason",
                    String.valueOf(full.getMessage()));
            end = "mail could not be stored";
            apologize();
        }
    }

    private void apologize() throws LinkException {
        perform(caller.session().dialogue().on(new Event.Broken(), time.now()));
    }

    private void listen() throws LinkException {
        happen(new Event.Connected());
        byte[] buffer = new byte[PORTION];
        Deadline begin = time.after(Duration.ZERO);
        while (!over) {
            Deadline last = begin.plus(patience());
            int count =
                    time.isOver(last)
                            ? 0
                            : caller.link()
                                    .read(
                                            buffer,
                                            0,
                                            buffer.length,
                                            time.after(caller.session().silence()).earlier(last));
            if (count < 0) {
                end = "client left";
                return;
            }
            octetsIn += count;
            happen(
                    count == 0
                            ? new Event.TimedOut()
                            : new Event.Received(Arrays.copyOf(buffer, count)));
        }
    }

    /// How long the connection may last, after what the client has said so far.
    private Duration patience() {
        Duration patience = DRIPPING.plusSeconds(octetsIn / OCTETS_A_SECOND);
        return patience.compareTo(LONGEST) < 0 ? patience : LONGEST;
    }

    private void happen(Event event) throws LinkException {
        Dialogue dialogue = caller.session().dialogue();
        boolean more = perform(dialogue.on(event, time.now()));
        while (more && !over) {
            more = perform(dialogue.on(new Event.Continued(), time.now()));
        }
    }

    /// Does what is wanted; true when the dialogue has more to say at once.
    private boolean perform(List<Action> actions) throws LinkException {
        boolean more = false;
        for (Action action : actions) {
            switch (action) {
                case Action.Send(byte[] octets) -> {
                    caller.link().write(octets, time.after(WRITE));
                    octetsOut += octets.length;
                }
                case Action.Store(IncomingMail mail) -> {
                    caller.memory().give(mail.reserved());
                    delivery.deliver(mail);
                }
                case Action.Purge(String address, List<String> uniqueIds) -> {
                    mailboxes.delete(address, uniqueIds);
                    journal.event("mail.deleted", "address", address, "count", uniqueIds.size());
                }
                case Action.Pause(Duration span) -> tasks.sleepUntil(time.after(span));
                case Action.Note(String event, List<Object> fields) ->
                        journal.event(event, fields.toArray());
                case Action.Yield() -> more = true;
                case Action.HangUp() -> over = true;
                case Action.StartTls() ->
                        throw new IllegalStateException("TLS is the business of the TLS layer");
            }
        }
        return more;
    }
}
