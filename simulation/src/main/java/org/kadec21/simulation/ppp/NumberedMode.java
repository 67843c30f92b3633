package org.kadec21.simulation.ppp;

import org.kadec21.hal.Deadline;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// The access server's end of numbered mode (RFC 1663): LAPB with numbers of three bits (ITU-T X.25
/// 2.4), as a DCE. It waits for the host to begin, and begins by itself after [#FIRST].
///
/// On a line that damages frames, pieces go several times, and the last one of a window asks for an
/// answer (P) before anything else goes.
final class NumberedMode {

    /// Our address: in commands to us, in our responses.
    static final int ADDRESS = 0x01;

    /// Frames under way.
    static final int WINDOW = 7;

    /// T1 at first; later it follows what answers take.
    static final Duration FIRST = Duration.ofSeconds(3);

    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(12);

    /// N2.
    static final int TRIES = 16;

    /// Pieces that wait; packets beyond are lost, as in any router.
    static final int QUEUE = 4096;

    /// An answer waits so long for others.
    private static final Duration PAUSE = Duration.ofMillis(20);

    /// So long behind an answer, what comes again is a copy and no question.
    private static final Duration ECHOES = Duration.ofMillis(400);

    private static final int POLL = 0x10;
    private static final int SABM = 0x2F;
    private static final int DISC = 0x43;
    private static final int UA = 0x63;
    private static final int DM = 0x0F;
    private static final int FRMR = 0x87;
    private static final int RR = 0x01;
    private static final int RNR = 0x05;
    private static final int REJ = 0x09;
    private static final int MASK = 7;
    private static final int NONE = -1;
    private static final long TWICE = Long.MIN_VALUE;

    private final int hostAddress;
    private final int hostWindow;
    private final Line line;
    private final Deque<byte[]> queue = new ArrayDeque<>();
    private final byte[][] kept = new byte[MASK + 1][];
    private Phase phase = Phase.WAITING;
    private int first;
    private int next;
    private int behind;
    private int wanted;
    private boolean gap;
    private int lastPoll = NONE;
    private boolean hostBusy;
    private boolean inquiring;
    private boolean polling;
    private int polled;
    private boolean clean;
    private long polledAt;
    private boolean finalOwed;
    private boolean rejectOwed;
    private Deadline answerDue = Deadline.never();
    private Deadline timer = Deadline.never();
    private int tries;
    private long smoothed;
    private long fastest;
    private long echoesUntil;
    private final long[] sentAt = new long[MASK + 1];
    private Duration patience = FIRST;
    private byte[] complaint = {};
    private long now;

    private enum Phase {
        WAITING,
        RUNNING,
        /// A frame that cannot be was refused; the host has to begin anew.
        REFUSING,
        OVER
    }

    /// What is around.
    interface Line {

        /// A frame for the host.
        void write(int address, int control, byte[] rest, int copies);

        /// How often a frame with so many bytes has to go, at least once.
        int copies(int bytes);

        /// A piece of the host, in sequence.
        void piece(byte[] bytes);

        /// Pieces may go.
        void up();

        /// The host is not there any more, or wants no more.
        void over(String reason);
    }

    NumberedMode(int hostAddress, int hostWindow, Line line) {
        this.hostAddress = hostAddress;
        this.hostWindow = Math.clamp(hostWindow, 1, WINDOW);
        this.line = line;
    }

    void begin(long nowNanos) {
        now = nowNanos;
        timer = Deadline.at(now).plus(FIRST);
    }

    Deadline nextDue() {
        return switch (phase) {
            case WAITING, REFUSING -> timer;
            case RUNNING -> timer.earlier(answerDue);
            case OVER -> Deadline.never();
        };
    }

    void give(byte[] piece, long nowNanos) {
        now = nowNanos;
        if (queue.size() < QUEUE) {
            queue.add(piece);
        }
        send();
    }

    void take(int address, int control, byte[] rest, long nowNanos) {
        now = nowNanos;
        boolean command = address == ADDRESS;
        if (phase != Phase.OVER && (command || address == hostAddress)) {
            if ((control & 3) == 3) {
                unnumbered(control & ~POLL, command, (control & POLL) != 0);
            } else if (phase == Phase.RUNNING) {
                numbered(control, command, rest);
            }
            send();
        }
    }

    private void unnumbered(int kind, boolean command, boolean poll) {
        switch (kind) {
            case SABM -> {
                answer(UA, poll);
                run();
            }
            case UA -> {
                if (phase == Phase.WAITING) {
                    run();
                }
            }
            case DISC -> {
                answer(phase == Phase.RUNNING ? UA : DM, poll);
                over("the host has ended numbered mode");
            }
            case DM, FRMR -> {
                if (phase != Phase.WAITING) {
                    phase = Phase.WAITING;
                    ask(SABM | POLL, new byte[0]);
                }
            }
            default -> refuse(kind, command, 1);
        }
    }

    private void numbered(int control, boolean command, byte[] rest) {
        int received = control >> 5 & MASK;
        if ((received - first & MASK) > (behind - first & MASK)) {
            refuse(control, command, 8);
            return;
        }
        boolean marked = (control & POLL) != 0;
        if ((control & 1) == 0) {
            piece(control >> 1 & MASK, marked, rest);
            confirmed(received, false);
            return;
        }
        owe(command && marked, PAUSE);
        int kind = control & 0x0F;
        busy(kind == RNR, !command && marked);
        confirmed(received, !command && marked);
        if (kind == REJ && !polling) {
            next = first;
        } else if (kind != REJ && kind != RR && kind != RNR) {
            refuse(control, command, 1);
        }
    }

    /// A host that is busy is asked whether it still is; as long as it answers, it is not gone.
    private void busy(boolean busy, boolean asFinal) {
        boolean answered = inquiring && asFinal;
        if (answered || (busy && !hostBusy)) {
            timer = Deadline.at(now).plus(patience);
        }
        tries = answered ? 0 : tries;
        inquiring &= !answered;
        hostBusy = busy;
    }

    private void piece(int number, boolean poll, byte[] rest) {
        if (number == wanted) {
            wanted = wanted + 1 & MASK;
            gap = false;
            rejectOwed = false;
            owe(true, PAUSE);
            finalOwed |= poll;
            lastPoll = poll ? number : NONE;
            line.piece(rest);
            return;
        }
        boolean heardBefore = poll && lastPoll == number;
        lastPoll = poll ? number : lastPoll;
        boolean old = (number + 1 & MASK) == wanted;
        if (!old && !gap) {
            gap = true;
            rejectOwed = true;
        }
        finalOwed |= poll && (!heardBefore || now >= echoesUntil);
        boolean news = rejectOwed || (poll && !heardBefore);
        owe(news || now >= echoesUntil, PAUSE);
    }

    private void owe(boolean anything, Duration pause) {
        if (anything) {
            answerDue = answerDue.earlier(Deadline.at(now).plus(pause));
        }
    }

    private void confirmed(int received, boolean asFinal) {
        int count = received - first & MASK;
        long since = sentAt[received - 1 & MASK];
        if (count > 0 && since != TWICE) {
            fastest = fastest == 0 ? now - since : Math.min(fastest, now - since);
        }
        for (int i = 0; i < count; i++) {
            next = next == first ? first + 1 & MASK : next;
            polled = polled == first ? first + 1 & MASK : polled;
            first = first + 1 & MASK;
        }
        if (count > 0) {
            tries = 0;
            timer = Deadline.at(now).plus(patience);
        }
        boolean late = now - polledAt >= fastest / 2;
        if (polling && ((asFinal && late) || polled == first)) {
            measure();
            polling = false;
            next = polled == first ? next : first;
        }
        if (first == behind && !hostBusy) {
            timer = Deadline.never();
        }
    }

    private void measure() {
        if (clean) {
            long took = now - polledAt;
            smoothed = smoothed == 0 ? took : (7 * smoothed + took) / 8;
            patience = bounded(Duration.ofNanos(2 * smoothed));
        }
    }

    private static Duration bounded(Duration span) {
        Duration least = span.compareTo(SHORTEST) < 0 ? SHORTEST : span;
        return least.compareTo(LONGEST) > 0 ? LONGEST : least;
    }

    private void run() {
        boolean fresh = phase == Phase.WAITING;
        phase = Phase.RUNNING;
        while (behind != first) {
            behind = behind - 1 & MASK;
            queue.addFirst(kept[behind]);
        }
        first = 0;
        next = 0;
        behind = 0;
        wanted = 0;
        gap = false;
        lastPoll = NONE;
        hostBusy = false;
        inquiring = false;
        polling = false;
        finalOwed = false;
        rejectOwed = false;
        tries = 0;
        answerDue = Deadline.never();
        timer = Deadline.never();
        if (fresh) {
            line.up();
        }
    }

    /// A timer may have run out.
    void due(long nowNanos) {
        now = nowNanos;
        if (phase != Phase.OVER && timer.atNanos() <= now) {
            tries++;
            patience = bounded(patience.multipliedBy(2));
            timer = Deadline.at(now).plus(patience);
            if (tries > TRIES) {
                over("the host does not answer in numbered mode");
                return;
            }
            switch (phase) {
                case WAITING -> ask(SABM | POLL, new byte[0]);
                case REFUSING -> ask(FRMR, complaint);
                case RUNNING -> {
                    polling = false;
                    next = first;
                    if (hostBusy) {
                        inquiring = true;
                        write(hostAddress, RR | POLL | wanted << 5, new byte[0]);
                    }
                }
                case OVER -> {}
            }
        }
        send();
        if (phase == Phase.RUNNING && answerDue.atNanos() <= now) {
            int kind = rejectOwed ? REJ : RR;
            int control = kind | wanted << 5 | (finalOwed ? POLL : 0);
            answerDue = Deadline.never();
            echoesUntil = now + ECHOES.toNanos();
            finalOwed = false;
            rejectOwed = false;
            write(ADDRESS, control, new byte[0]);
        }
    }

    private void send() {
        while (phase == Phase.RUNNING && !polling && !hostBusy) {
            boolean again = next != behind;
            boolean room = (behind - first & MASK) < hostWindow && !queue.isEmpty();
            if (!again && !room) {
                return;
            }
            if (again) {
                sentAt[next] = TWICE;
            } else {
                kept[behind] = queue.remove();
                sentAt[behind] = now;
                behind = behind + 1 & MASK;
            }
            byte[] piece = kept[next];
            int number = next;
            next = next + 1 & MASK;
            boolean last =
                    next == behind && (queue.isEmpty() || (behind - first & MASK) == hostWindow);
            boolean poll = last && (line.copies(piece.length) > 1 || tries > 0);
            if (poll) {
                polling = true;
                polled = next;
                polledAt = now;
                clean = tries == 0;
            }
            if (poll || timer.isNever()) {
                timer = Deadline.at(now).plus(patience);
            }
            write(hostAddress, wanted << 5 | (poll ? POLL : 0) | number << 1, piece);
        }
    }

    private void refuse(int control, boolean command, int why) {
        if (phase == Phase.RUNNING) {
            phase = Phase.REFUSING;
            int numbers = wanted << 5 | (command ? 0 : POLL) | next << 1;
            complaint = new byte[] {(byte) control, (byte) numbers, (byte) why};
            ask(FRMR, complaint);
        }
    }

    private void ask(int control, byte[] rest) {
        timer = Deadline.at(now).plus(patience);
        line.write(control == FRMR ? ADDRESS : hostAddress, control, rest, 1);
    }

    private void answer(int kind, boolean poll) {
        write(ADDRESS, kind | (poll ? POLL : 0), new byte[0]);
    }

    private void write(int address, int control, byte[] rest) {
        line.write(address, control, rest, line.copies(rest.length));
    }

    private void over(String reason) {
        phase = Phase.OVER;
        line.over(reason);
    }
}
