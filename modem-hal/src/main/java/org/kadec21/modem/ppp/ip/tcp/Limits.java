package org.kadec21.modem.ppp.ip.tcp;

import java.time.Duration;

/// What a connection may take and how long it may wait.
final class Limits {

    /// Bytes not acknowledged or not sent yet. As much as a window without scaling, which is the
    /// product of 115200 bit/s and 5.7 s.
    static final int SEND_BUFFER = 65535;

    /// Bytes not read yet, and so the largest window; the most without scaling (RFC 9293 3.1).
    static final int RECEIVE_BUFFER = 65535;

    /// Pieces that came ahead of a gap; those of further ones come again.
    static final int PIECES_AHEAD = 32;

    /// What every host takes (RFC 9293 3.7.1), when a SYN names none.
    static final int DEFAULT_MSS = 536;

    /// Least segment size this side goes down to. A peer that offers less would have the headers
    /// cost more than the bytes.
    static final int LEAST_MSS = 88;

    /// What segments shrink to when nothing else comes through.
    static final int NOISE_MSS = 64;

    /// Timeouts in a row that noise explains. More are silence, and the back-off of RFC 6298 5.5
    /// holds.
    static final int TIMEOUTS_IN_NOISE = 5;

    /// Longest delay of an acknowledgement; RFC 9293 3.8.6.3 wants less than 500 ms. An answer of
    /// the unit is ready by then and takes it along: on a half-duplex link each packet saved is a
    /// change of direction saved.
    static final long DELAYED_ACK = Duration.ofMillis(300).toNanos();

    /// How long a piece below the segment size may wait for the window to open further (RFC 9293
    /// 3.8.6.2.1: 0.1 to 1 s).
    static final long OVERRIDE = Duration.ofMillis(500).toNanos();

    /// How long bytes may stay without any sign that they arrive (RFC 9293 3.8.3: R2 of at least
    /// 100 s; 3.9.1: 5 min).
    static final long USER_TIMEOUT = Duration.ofMinutes(5).toNanos();

    /// How long a SYN may stay without an answer (RFC 9293 3.8.3: R2 of at least 3 min).
    static final long CONNECT_TIMEOUT = Duration.ofMinutes(3).toNanos();

    /// Twice the life of a segment, taken as 30 s instead of the 2 min of RFC 9293 3.4.2: a port is
    /// used again only after tens of thousands of others.
    static final long TIME_WAIT = Duration.ofSeconds(60).toNanos();

    /// How long the peer may take to end its stream after this side has closed.
    static final long FIN_WAIT_2 = Duration.ofSeconds(60).toNanos();

    /// Bytes a peer may send to a side that has closed, before it is reset.
    static final int UNWANTED = 65535;

    /// Challenges answered within [#CHALLENGE_SPAN] (RFC 5961 7).
    static final int CHALLENGES = 10;

    static final long CHALLENGE_SPAN = Duration.ofSeconds(5).toNanos();

    private Limits() {}
}
