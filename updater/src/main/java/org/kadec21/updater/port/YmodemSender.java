package org.kadec21.updater.port;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// YMODEM-1K's sending side without its I/O (Forsberg, XMODEM/YMODEM Protocol Reference, 5 and 7):
/// events in, actions out, and [#wakeAt()] says when to come back without one. One file, CRC-16
/// only. Whoever answers a block with a line of text has started anew and knows nothing of a
/// transfer; behind the file it has taken the file. Times are nanoseconds of a clock that never
/// steps.
public final class YmodemSender {

    /// For the receiver's first invitation.
    public static final Duration INVITATION_LIMIT = Duration.ofSeconds(60);

    /// For a reply, before the same is sent again; longer than a receiver waits before it asks.
    public static final Duration REPLY_LIMIT = Duration.ofSeconds(15);

    /// Of the same block or sign, without an answer that takes it.
    public static final int MOST_TRIES = 10;

    /// For what follows the file: it is delivered, whether the receiver says farewell or not.
    public static final Duration FAREWELL_LIMIT = Duration.ofSeconds(4);

    /// Of the end of the batch, without an answer. A receiver whose invitation was lost waits for
    /// it, one whose answer was lost has gone: both get it as often.
    public static final int MOST_FAREWELLS = 3;

    private static final byte ACK = 0x06;
    private static final byte NAK = 0x15;
    private static final byte CAN = 0x18;
    private static final byte EOT = 0x04;
    private static final byte INVITATION = 'C';
    private static final byte LINE_FEED = '\n';

    private final String name;
    private final byte[] file;
    private final List<Action> actions = new ArrayList<>();
    private Phase phase = Phase.UNINVITED;
    private int offset;
    private int number;
    private int tries;
    private boolean cancelHeard;
    private long due;

    /// What happens to the transfer.
    public sealed interface Event {

        /// Bytes came from the receiver.
        record Received(byte[] bytes) implements Event {}

        /// Nothing but time passing.
        record Woken() implements Event {}
    }

    /// What is to be done about it, in this order.
    public sealed interface Action {

        /// Write to the receiver.
        record Write(byte[] bytes) implements Action {}

        /// The receiver has taken so many bytes of the file.
        record Taken(int bytes) implements Action {}

        /// It is over; nothing follows.
        record Finish(Transmission end) implements Action {}
    }

    private enum Phase {
        UNINVITED,
        HEADING,
        HEADING_TAKEN,
        BLOCK,
        END_OF_FILE,
        FILE_TAKEN,
        END_OF_BATCH,
        ENDED
    }

    /// @param name as block 0 has it; the receiver need not use it
    public YmodemSender(String name, byte[] file, long now) {
        this.name = name;
        this.file = file.clone();
        this.due = now + INVITATION_LIMIT.toNanos();
    }

    /// Lets the transfer go on.
    public List<Action> on(Event event, long now) {
        if (event instanceof Event.Received received) {
            for (byte octet : received.bytes()) {
                hear(octet, now);
            }
        }
        if (phase != Phase.ENDED && now >= due) {
            passTime(now);
        }
        List<Action> result = List.copyOf(actions);
        actions.clear();
        return result;
    }

    /// When [Event.Woken] is due at the latest.
    public long wakeAt() {
        return due;
    }

    private void hear(byte octet, long now) {
        if (phase == Phase.ENDED) {
            return;
        }
        boolean cancelled = cancelHeard && octet == CAN;
        cancelHeard = octet == CAN;
        if (cancelled || (octet == LINE_FEED && isAfterSomethingSent())) {
            finish(isDelivered() ? Transmission.COMPLETE : Transmission.CANCELLED);
        } else if (octet == ACK) {
            acknowledged(now);
        } else if (octet == INVITATION) {
            invited(now);
        } else if (octet == NAK && phase != Phase.UNINVITED && phase != Phase.HEADING_TAKEN) {
            again(now);
        }
    }

    /// Whoever answers a block with text is no receiver any more. Between blocks it is noise.
    private boolean isAfterSomethingSent() {
        return phase == Phase.BLOCK || phase == Phase.END_OF_BATCH;
    }

    private void invited(long now) {
        switch (phase) {
            case UNINVITED -> go(Phase.HEADING, now);
            case HEADING_TAKEN -> go(Phase.BLOCK, now);
            case FILE_TAKEN -> go(Phase.END_OF_BATCH, now);
            case BLOCK -> {
                if (offset == 0) {
                    again(now);
                }
            }
            case HEADING, END_OF_BATCH -> again(now);
            case END_OF_FILE, ENDED -> {}
        }
    }

    private void acknowledged(long now) {
        switch (phase) {
            case HEADING -> {
                number = 1;
                rest(Phase.HEADING_TAKEN, now);
            }
            case BLOCK -> {
                offset = Block.next(file, offset);
                number++;
                actions.add(new Action.Taken(offset));
                go(offset < file.length ? Phase.BLOCK : Phase.END_OF_FILE, now);
            }
            case END_OF_FILE -> rest(Phase.FILE_TAKEN, now);
            case END_OF_BATCH -> finish(Transmission.COMPLETE);
            case UNINVITED, HEADING_TAKEN, FILE_TAKEN, ENDED -> {}
        }
    }

    private void passTime(long now) {
        switch (phase) {
            case UNINVITED -> finish(Transmission.UNANSWERED);
            case FILE_TAKEN -> go(Phase.END_OF_BATCH, now);
            case HEADING_TAKEN, HEADING, BLOCK, END_OF_FILE, END_OF_BATCH -> again(now);
            case ENDED -> {}
        }
    }

    private void go(Phase next, long now) {
        phase = next;
        tries = 0;
        again(now);
    }

    private void rest(Phase next, long now) {
        phase = next;
        tries = 0;
        due = now + patience().toNanos();
    }

    private Duration patience() {
        return isDelivered() ? FAREWELL_LIMIT : REPLY_LIMIT;
    }

    private boolean isDelivered() {
        return phase == Phase.FILE_TAKEN || phase == Phase.END_OF_BATCH;
    }

    private void again(long now) {
        tries++;
        due = now + patience().toNanos();
        if (isDelivered() && tries > MOST_FAREWELLS) {
            finish(Transmission.COMPLETE);
            return;
        }
        if (tries > MOST_TRIES) {
            write(CAN, CAN, CAN, CAN, CAN);
            finish(Transmission.UNANSWERED);
            return;
        }
        switch (phase) {
            case HEADING -> write(Block.heading(name, file.length));
            case BLOCK -> write(Block.of(file, offset, number));
            case END_OF_FILE -> write(EOT);
            case END_OF_BATCH -> write(Block.endOfBatch());
            case UNINVITED, HEADING_TAKEN, FILE_TAKEN, ENDED -> {}
        }
    }

    private void finish(Transmission end) {
        phase = Phase.ENDED;
        actions.add(new Action.Finish(end));
    }

    private void write(byte... bytes) {
        actions.add(new Action.Write(bytes));
    }
}
