package org.kadec21.modem.dialect;

import java.util.Optional;
import java.util.OptionalInt;

/// What is known of one connection inside a module, without I/O. A receive URC is edge-triggered:
/// it comes once and not again until the module's buffer was read empty; the `closed` URC does not
/// mean that the buffer is empty.
final class SocketState {

    private OptionalInt openResult = OptionalInt.empty();
    private boolean mayHaveData;
    private boolean closedByPeer;
    private Optional<String> dead = Optional.empty();

    /// `+QIOPEN: id,error`, which may come before or after the `OK`.
    void opened(int error) {
        openResult = OptionalInt.of(error);
    }

    /// `+QIURC: "recv"`, or nothing was heard for so long that asking is wise.
    void suspectData() {
        mayHaveData = true;
    }

    /// A read begins; should it bring bytes, there may be more.
    void reading() {
        mayHaveData = false;
    }

    /// `+QIURC: "closed"`: what is buffered can still be read.
    void peerClosed() {
        closedByPeer = true;
        mayHaveData = true;
    }

    /// No use any more; the first reason stays.
    void lost(String reason) {
        if (dead.isEmpty()) {
            dead = Optional.of(reason);
        }
    }

    /// The error number of the connecting; empty while it is under way.
    OptionalInt openResult() {
        return openResult;
    }

    boolean mayHaveData() {
        return mayHaveData && dead.isEmpty();
    }

    /// Whether the peer has ended the stream and everything was read.
    boolean isEnded() {
        return closedByPeer && !mayHaveData && dead.isEmpty();
    }

    /// Whether bytes may still be accepted, now or later.
    boolean canSend() {
        return !closedByPeer && dead.isEmpty();
    }

    boolean isClosedByPeer() {
        return closedByPeer;
    }

    Optional<String> dead() {
        return dead;
    }
}
