package org.kadec21.simulation.provider.pop3;

import org.kadec21.simulation.provider.dialogue.Action;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a session says in answer to one event: at most about [Pop3Limits#PORTION] octets, the rest
/// of a longer answer when the client has taken those.
final class Pop3Output {

    private List<Action> actions = new ArrayList<>();
    private Optional<MultiLine> rest = Optional.empty();
    private int octets;
    private boolean over;

    /// Hands out what has been collected since the last time.
    List<Action> drain() {
        List<Action> collected = List.copyOf(actions);
        actions = new ArrayList<>();
        octets = 0;
        return collected;
    }

    boolean isOver() {
        return over;
    }

    /// Whether no more is to be said before the client has taken what there is.
    boolean isFull() {
        return octets >= Pop3Limits.PORTION;
    }

    /// Says the rest of a begun answer, as far as there is room; false when there is more.
    boolean finish() {
        while (rest.isPresent() && !isFull()) {
            switch (rest.get().next()) {
                case MultiLine.Piece.Octets(byte[] piece) -> send(piece);
                case MultiLine.Piece.End() -> rest = Optional.empty();
                case MultiLine.Piece.Lost() -> {
                    rest = Optional.empty();
                    act(Action.Note.of("mail.lost"));
                    hangUp();
                }
            }
        }
        return rest.isEmpty();
    }

    void send(byte[] said) {
        act(new Action.Send(said));
        octets += said.length;
    }

    /// Begins an answer of several lines.
    void send(byte[] first, MultiLine further) {
        send(first);
        rest = Optional.of(further);
    }

    void act(Action action) {
        actions.add(action);
    }

    void hangUp() {
        act(new Action.HangUp());
        over = true;
    }
}
