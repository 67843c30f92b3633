package org.kadec21.firmware.service.transfer;

import org.kadec21.firmware.service.transfer.BlockReader.Heard;
import org.kadec21.hal.Deadline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// YMODEM's receiving side without its I/O (Forsberg, XMODEM/YMODEM Protocol Reference, 5 and 7):
/// events in, actions out, and [#wakeAt()] says when to come back without one. The same events at
/// the same times give the same actions.
///
/// One file, whose length is known beforehand; CRC-16 only. An EOT counts when silence follows it,
/// and the first one is answered by NAK: noise can look like one, and a sender that has not ended
/// sends its block again then.
public final class YmodemReceiver {

    /// From one invitation to the next, while no file has begun.
    public static final Duration INVITATION_INTERVAL = Duration.ofSeconds(3);

    /// Invitations before the unit gives up: one minute for somebody to start the sender by hand.
    public static final int MOST_INVITATIONS = 20;

    /// For a whole block; 1 KiB takes 9 s at 1200 bit/s. Shorter than a sender's patience: the
    /// receiver asks first.
    public static final Duration BLOCK_TIME = Duration.ofSeconds(10);

    /// Silence inside a block that says that its rest will not come (Forsberg, 7.1: 1 s).
    public static final Duration GAP = Duration.ofSeconds(1);

    /// Silence after which a sender of a broken block, or of an EOT, has stopped sending.
    public static final Duration QUIET = Duration.ofMillis(300);

    /// Errors without a new block in between.
    public static final int MOST_ERRORS = 10;

    /// Invitations to end the batch: the file is complete whether the sender does or not.
    public static final int MOST_FAREWELLS = 3;

    private static final byte ACK = 0x06;
    private static final byte NAK = 0x15;
    private static final byte CAN = 0x18;
    private static final byte INVITATION = 'C';
    private static final int CANCELS = 5;
    private static final int NUMBERS = 256;

    private final int length;
    private final BlockReader reader = new BlockReader();
    private final List<Action> actions = new ArrayList<>();
    private Phase phase = Phase.INVITING;
    private int received;
    private int blocks;
    private int errors;
    private boolean endSuspected;
    private boolean endHeard;
    private Deadline blockDue;
    private Deadline silence = Deadline.never();
    private boolean brokenOff;

    /// What happens to the transfer.
    public sealed interface Event {

        /// Bytes came from the sender.
        record Received(byte[] bytes) implements Event {}

        /// Nothing but time passing.
        record Woken() implements Event {}

        /// What was to be kept cannot be.
        ///
        /// @param sentence why
        record Unkept(String sentence) implements Event {}
    }

    /// What is to be done about it, in this order.
    public sealed interface Action {

        /// Make these bytes of the file durable, before whatever follows.
        record Keep(byte[] bytes) implements Action {}

        /// Write to the sender.
        record Write(byte[] bytes) implements Action {}

        /// It is over; nothing follows.
        record Finish(Reception reception) implements Action {}
    }

    private enum Phase {
        INVITING,
        RECEIVING,
        PURGING,
        PARTING,
        ENDED
    }

    /// Begins with an invitation, due at once.
    ///
    /// @param length bytes of the file, at least 1
    public YmodemReceiver(int length, Deadline now) {
        this.length = length;
        this.blockDue = now;
    }

    /// Lets the transfer go on.
    public List<Action> on(Event event, Deadline now) {
        switch (event) {
            case Event.Received(byte[] bytes) -> receive(bytes, now);
            case Event.Woken() -> {}
            case Event.Unkept(String sentence) -> fail(sentence);
        }
        passTime(now);
        List<Action> due = List.copyOf(actions);
        actions.clear();
        return due;
    }

    /// When [Event.Woken] is due at the latest.
    public Deadline wakeAt() {
        return phase == Phase.ENDED ? Deadline.never() : blockDue.earlier(silence);
    }

    /// Whether one side has cancelled: the other may not have noticed, and go on sending.
    public boolean isBrokenOff() {
        return brokenOff;
    }

    private void receive(byte[] bytes, Deadline now) {
        for (byte octet : bytes) {
            if (phase == Phase.ENDED) {
                return;
            }
            endSuspected = false;
            if (phase != Phase.PURGING) {
                reader.next(octet).ifPresent(heard -> hear(heard, now));
            }
            silence = silenceThatTells(now);
        }
    }

    private Deadline silenceThatTells(Deadline now) {
        if (phase == Phase.PURGING || endSuspected) {
            return now.plus(QUIET);
        }
        return reader.isInBlock() ? now.plus(GAP) : Deadline.never();
    }

    private void hear(Heard heard, Deadline now) {
        switch (heard) {
            case Heard.Block block -> {
                boolean heading = block.number() == 0 && received == 0;
                endHeard = false;
                switch (phase) {
                    case INVITING -> begin(block, now);
                    case RECEIVING -> {
                        if (heading) {
                            begin(block, now);
                        } else {
                            take(block, now);
                        }
                    }
                    case PARTING -> part(block, now);
                    case PURGING, ENDED -> {}
                }
            }
            case Heard.Broken() -> purge();
            case Heard.EndOfFile() -> endSuspected = true;
            case Heard.Cancelled() -> cancel();
        }
    }

    /// Block 0; again when the sender has missed the answer to it.
    private void begin(Heard.Block block, Deadline now) {
        Optional<FileHeading> heading =
                FileHeading.of(block.data()).filter(it -> block.number() == 0);
        if (heading.isEmpty()) {
            fail(
                    block.number() == 0
                            ? "expected a name, a NUL and the length in decimal digits in YMODEM's"
                                    + " block 0, but one without them came; send by YMODEM (sb)"
                            : "expected a YMODEM block 0 with name and length, but block "
                                    + block.number()
                                    + " came; send by YMODEM (sb), not XMODEM or ZMODEM");
        } else if (heading.get().endsBatch()) {
            phase = Phase.ENDED;
            write(ACK);
            finish(new Reception.Cancelled());
        } else if (heading.get().length().orElse(length) != length) {
            fail(
                    "expected the "
                            + length
                            + " bytes that were announced, but the sender has "
                            + heading.get().length().getAsInt()
                            + "; send the rest of the same image");
        } else {
            errors = phase == Phase.RECEIVING ? errors + 1 : 0;
            phase = Phase.RECEIVING;
            blocks = 1;
            write(ACK, INVITATION);
            await(BLOCK_TIME, now);
            requirePatience();
        }
    }

    private void take(Heard.Block block, Deadline now) {
        if (block.number() == blocks % NUMBERS && received < length) {
            int useful = Math.min(block.data().length, length - received);
            actions.add(new Action.Keep(Arrays.copyOf(block.data(), useful)));
            received += useful;
            blocks++;
            errors = 0;
            write(ACK);
            await(BLOCK_TIME, now);
        } else if (block.number() == (blocks - 1) % NUMBERS) {
            write(ACK);
            await(BLOCK_TIME, now);
            error();
        } else {
            fail(
                    received == length
                            ? "expected the end of the file after "
                                    + length
                                    + " bytes, but more"
                                    + " came; send the image that was announced"
                            : "expected block "
                                    + blocks % NUMBERS
                                    + ", but block "
                                    + block.number()
                                    + " came: a reply was garbled on the way; resume the transfer");
        }
    }

    private void end(Deadline now) {
        switch (phase) {
            case RECEIVING -> {
                boolean again = endHeard;
                endHeard = true;
                if (!again) {
                    write(NAK);
                    await(BLOCK_TIME, now);
                    error();
                } else if (received < length) {
                    fail(
                            "expected "
                                    + length
                                    + " bytes, but the file ended after "
                                    + received
                                    + "; resume the transfer");
                } else {
                    phase = Phase.PARTING;
                    errors = 0;
                    write(ACK, INVITATION);
                    await(INVITATION_INTERVAL, now);
                }
            }
            case PARTING -> {
                write(ACK, INVITATION);
                error();
            }
            case INVITING, PURGING, ENDED -> {}
        }
    }

    /// The empty block 0; the announcement of another file is declined.
    private void part(Heard.Block block, Deadline now) {
        boolean over =
                block.number() == 0
                        && FileHeading.of(block.data()).filter(FileHeading::endsBatch).isPresent();
        boolean another = block.number() == 0 && !over;
        if (over) {
            write(ACK);
        } else if (another) {
            cancelSender();
        } else {
            await(INVITATION_INTERVAL, now);
            return;
        }
        finish(new Reception.Complete());
    }

    private void cancel() {
        brokenOff = true;
        finish(phase == Phase.PARTING ? new Reception.Complete() : new Reception.Cancelled());
    }

    private void passTime(Deadline now) {
        if (phase == Phase.ENDED) {
            return;
        }
        if (now.compareTo(silence) >= 0) {
            silence = Deadline.never();
            reader.abandon();
            if (endSuspected) {
                endSuspected = false;
                end(now);
            } else {
                askAgain(now, NAK);
            }
        } else if (now.compareTo(blockDue) >= 0) {
            reader.abandon();
            silence = Deadline.never();
            askAgain(now, received == 0 ? INVITATION : NAK);
        }
    }

    /// What came is no block, or nothing did.
    private void askAgain(Deadline now, byte word) {
        switch (phase) {
            case INVITING -> {
                write(INVITATION);
                await(INVITATION_INTERVAL, now);
                errors++;
                if (errors > MOST_INVITATIONS) {
                    fail(
                            "expected a YMODEM sender to begin within "
                                    + INVITATION_INTERVAL.multipliedBy(MOST_INVITATIONS).toSeconds()
                                    + " s, but none did; start it at once after the order");
                }
            }
            case RECEIVING, PURGING -> {
                phase = Phase.RECEIVING;
                write(word);
                await(BLOCK_TIME, now);
                error();
            }
            case PARTING -> {
                write(INVITATION);
                await(INVITATION_INTERVAL, now);
                errors++;
                if (errors >= MOST_FAREWELLS) {
                    finish(new Reception.Complete());
                }
            }
            case ENDED -> {}
        }
    }

    private void purge() {
        if (phase == Phase.RECEIVING) {
            phase = Phase.PURGING;
        }
    }

    private void error() {
        errors++;
        requirePatience();
    }

    private void requirePatience() {
        if (errors > MOST_ERRORS) {
            fail(
                    "expected a sound block, but "
                            + errors
                            + " attempts in a row failed; check cable and speed, then resume the"
                            + " transfer");
        }
    }

    private void fail(String sentence) {
        if (phase != Phase.ENDED) {
            cancelSender();
            finish(new Reception.Failed(sentence));
        }
    }

    private void cancelSender() {
        brokenOff = true;
        byte[] cancels = new byte[CANCELS];
        Arrays.fill(cancels, CAN);
        write(cancels);
    }

    private void finish(Reception reception) {
        phase = Phase.ENDED;
        actions.add(new Action.Finish(reception));
    }

    private void await(Duration span, Deadline now) {
        blockDue = now.plus(span);
    }

    private void write(byte... bytes) {
        actions.add(new Action.Write(bytes));
    }
}
