package org.kadec21.modem.ppp.numbered;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How the numbering begins, begins anew and ends (X.25 2.4.4, 2.4.7 and 2.4.9), as a table:
/// actions and the next state for each event in each state; a dash where nothing follows.
final class Procedure {

    private static final String TABLE =
            """
                     | OFF          | SETTING_UP   | ON             | REJECTING
            BEGIN    | sabm/1       | -            | -              | -
            SABM     | ua,zero,up/2 | ua,zero,up/2 | ua,zero,anew/2 | ua,zero,anew/2
            DISC     | dm/0         | dm/1         | ua,gone/0      | ua,gone/0
            UA       | -            | zero,up/2    | -              | -
            DM       | -            | -            | anew,sabm/1    | anew,sabm/1
            FRMR     | -            | -            | anew,sabm/1    | anew,sabm/1
            STRANGE  | -            | -            | frmr/3         | -
            TIMEOUT  | -            | sabm/1       | -              | frmr/3
            TRIED    | -            | silent/0     | anew,sabm/1    | anew,sabm/1
            """;

    /// Never changes, and all links share it.
    private static final Map<Event, Map<State, Move>> MOVES = parse();

    private Procedure() {}

    /// How far the agreement has come.
    enum State {
        /// Not begun, or over.
        OFF,
        /// SABM was sent.
        SETTING_UP,
        /// Pieces go both ways.
        ON,
        /// FRMR was sent: the other end has to begin anew.
        REJECTING
    }

    /// What happens: the beginning, a frame of that name, or time.
    enum Event {
        BEGIN,
        SABM,
        DISC,
        UA,
        DM,
        FRMR,
        /// A frame that cannot be.
        STRANGE,
        /// T1 has run out.
        TIMEOUT,
        /// T1 has run out for the last time (N2).
        TRIED
    }

    /// What is to be done: send the frame of that name, or
    enum Action {
        SABM,
        UA,
        DM,
        FRMR,
        /// all numbers to 0, what is under way goes again;
        ZERO,
        /// pieces may go;
        UP,
        /// count that it begins once more;
        ANEW,
        /// it is over: because the other end wished so,
        GONE,
        /// or because there was no answer.
        SILENT
    }

    /// What to do, in this order, and the next state.
    record Move(List<Action> actions, State next) {
        Move {
            actions = List.copyOf(actions);
        }
    }

    /// What follows from `event` in `state`.
    static Move move(State state, Event event) {
        return Optional.ofNullable(MOVES.get(event))
                .map(row -> row.get(state))
                .orElseGet(() -> new Move(List.of(), state));
    }

    private static Map<Event, Map<State, Move>> parse() {
        Map<Event, Map<State, Move>> moves = new EnumMap<>(Event.class);
        TABLE.lines()
                .skip(1)
                .forEach(line -> {
                    Iterator<String> cells = List.of(line.split("\\|", -1)).iterator();
                    Event event = Event.valueOf(cells.next().strip());
                    Map<State, Move> row = new EnumMap<>(State.class);
                    for (State state : State.values()) {
                        String cell = cells.next().strip();
                        if (!cell.equals("-")) {
                            row.put(state, parsed(cell));
                        }
                    }
                    moves.put(event, row);
                });
        return moves;
    }

    private static Move parsed(String cell) {
        int slash = cell.indexOf('/');
        List<Action> actions = new ArrayList<>();
        for (String action : cell.substring(0, slash).split(",", -1)) {
            actions.add(Action.valueOf(action.toUpperCase(Locale.ROOT)));
        }
        int next = Integer.parseInt(cell.substring(slash + 1));
        return new Move(actions, List.of(State.values()).get(next));
    }
}
