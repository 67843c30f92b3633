package org.kadec21.modem.ppp.numbered;

import org.kadec21.hal.Deadline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The pieces that go out: those that wait, those under way, and when to send those again (X.25
/// 2.4.5.1, 2.4.5.6 to 2.4.5.9).
///
/// On a quiet line they go as the window lets them. On a loud one they go in bursts: the last frame
/// of a burst asks for an answer (P), nothing new goes until it is there (F), and what it shows to
/// be missing begins the next burst. The answer is worth more there than a full window: without it
/// nobody knows which of so many frames have come.
final class Outward {

    private static final int NOWHERE = -1;
    private static final long SENT_AGAIN = Long.MIN_VALUE;

    private final int window;
    private final AnswerTime answerTime = new AnswerTime();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private final List<byte[]> underWay = new ArrayList<>();
    private final List<Long> sentOnceAt = new ArrayList<>();
    private int oldest;
    private int sent;
    private boolean asking;
    private int askedAbout;
    private boolean measuring;
    private long askedAt;
    private boolean recovering;
    private boolean held;
    private boolean inquired;
    private int rejectedAt = NOWHERE;
    private int misses;
    private Deadline timer = Deadline.never();

    /// @param window frames that the other end takes without an acknowledgement, at least 1
    Outward(int window) {
        this.window = Math.clamp(window, 1, Limits.WINDOW);
    }

    /// V(S), the number that goes next.
    int next() {
        return oldest + sent & Limits.MODULO - 1;
    }

    boolean hasRoom() {
        return waiting.isEmpty();
    }

    void put(byte[] piece) {
        if (waiting.size() < Limits.WAITING) {
            waiting.add(piece);
        }
    }

    /// All numbers to 0; what was under way goes again, before what waits.
    void zero() {
        for (byte[] piece : underWay.reversed()) {
            waiting.addFirst(piece);
        }
        underWay.clear();
        sentOnceAt.clear();
        oldest = 0;
        sent = 0;
        asking = false;
        recovering = false;
        held = false;
        inquired = false;
        rejectedAt = NOWHERE;
        misses = 0;
        timer = Deadline.never();
    }

    /// Whether N(R) lies between the oldest frame under way and the next one to be sent.
    boolean isPlausible(int expected) {
        return distance(expected) <= underWay.size();
    }

    /// The other end has all before `expected`.
    ///
    /// @param answer whether it says so because it was asked (F)
    /// @return whether that is news
    boolean acknowledged(int expected, boolean answer, Deadline now) {
        int news = distance(expected);
        if (news > 0 && sentOnceAt.get(news - 1) != SENT_AGAIN) {
            answerTime.travelled(now.atNanos() - sentOnceAt.get(news - 1));
        }
        sentOnceAt.subList(0, news).clear();
        underWay.subList(0, news).clear();
        oldest = expected;
        sent = Math.max(0, sent - news);
        askedAbout = Math.max(0, askedAbout - news);
        if (news > 0) {
            rejectedAt = NOWHERE;
        }
        if (news > 0 || (inquired && answer)) {
            inquired = false;
            misses = 0;
            timer = now.plus(answerTime.limit());
        }
        boolean answered = answer && !answerTime.isTooSoon(now.atNanos() - askedAt);
        if (asking && (answered || askedAbout == 0)) {
            answered(now);
        }
        if (underWay.isEmpty() && !held) {
            timer = Deadline.never();
            recovering = false;
        }
        return news > 0;
    }

    private void answered(Deadline now) {
        if (measuring) {
            answerTime.measured(now.atNanos() - askedAt);
        }
        asking = false;
        recovering = false;
        misses = 0;
        sent = askedAbout > 0 ? 0 : sent;
    }

    /// The other end wants all from the oldest one under way again (REJ). Copies of that wish count
    /// once; and while an answer is under way, that will tell.
    void rejected() {
        if (!asking && rejectedAt != oldest) {
            rejectedAt = oldest;
            sent = 0;
        }
    }

    /// Whether the other end wants to be left alone (RNR).
    void hold(boolean wanted, Deadline now) {
        if (wanted && !held) {
            timer = now.plus(answerTime.limit());
        }
        held = wanted;
    }

    boolean isHeld() {
        return held;
    }

    /// It is asked whether it still does. An answer, even that it does, shows that it is there
    /// (X.25 2.4.5.8).
    void inquired() {
        inquired = true;
    }

    /// The next frame to send now, as often as there is one.
    ///
    /// @param expected N(R) that it takes along
    Optional<NumberedFrame> next(int expected, boolean loud, Deadline now) {
        if (held || asking) {
            return Optional.empty();
        }
        if (sent == underWay.size()) {
            if (waiting.isEmpty() || underWay.size() >= window) {
                return Optional.empty();
            }
            underWay.add(waiting.remove());
            sentOnceAt.add(now.atNanos());
        } else {
            sentOnceAt.set(sent, SENT_AGAIN);
        }
        int number = next();
        byte[] piece = underWay.get(sent);
        sent++;
        boolean last = sent == underWay.size() && (sent == window || waiting.isEmpty());
        boolean ask = last && (loud || recovering);
        if (ask) {
            asked(now);
        }
        timer = ask || timer.isNever() ? now.plus(answerTime.limit()) : timer;
        return Optional.of(new NumberedFrame.Information(number, expected, ask, piece));
    }

    private void asked(Deadline now) {
        asking = true;
        askedAbout = sent;
        askedAt = now.atNanos();
        measuring = misses == 0;
    }

    Deadline wakeAt() {
        return timer;
    }

    /// The time for an answer may be over: then all under way goes again, the last frame with a
    /// question.
    ///
    /// @return whether it was over
    boolean timedOut(Deadline now) {
        if (now.compareTo(timer) < 0) {
            return false;
        }
        misses++;
        answerTime.missed();
        asking = false;
        recovering = true;
        sent = 0;
        timer = now.plus(answerTime.limit());
        return true;
    }

    /// Whether it was over too often, with nothing in between (N2).
    boolean isGivenUp() {
        return misses >= Limits.TRIES;
    }

    private int distance(int expected) {
        return expected - oldest & Limits.MODULO - 1;
    }
}
