package org.kadec21.modem.ppp.link;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The option negotiation automaton of RFC 1661 4, one table for LCP and every network protocol.
/// What the letters behind a state stand for there (restart and passive options, crossed
/// connections) makes no difference here.
final class Automaton {

    /// Rows are events, columns the states 0 to 9; `-` cannot happen.
    private static final String TABLE =
            """
                    |  0   |     1     |   2     |       3       |  4    |  5    |    6    |    7      |    8    |      9      |
            Up      |  2   | irc,scr/6 |   -     |       -       |  -    |  -    |    -    |    -      |    -    |      -      |
            Down    |  -   |     -     |   0     |     tls/1     |  0    |  1    |    1    |    1      |    1    |    tld/1    |
            Open    | tls/1|     1     |irc,scr/6|       3       |  5    |  5    |    6    |    7      |    8    |      9      |
            Close   |  0   |   tlf/0   |   2     |       2       |  4    |  4    |irc,str/4| irc,str/4 |irc,str/4|tld,irc,str/4|
            TO+     |  -   |     -     |   -     |       -       | str/4 | str/5 |  scr/6  |  scr/6    |  scr/8  |      -      |
            TO-     |  -   |     -     |   -     |       -       | tlf/2 | tlf/3 |  tlf/3  |  tlf/3    |  tlf/3  |      -      |
            RCR+    |  -   |     -     | sta/2   | irc,scr,sca/8 |  4    |  5    |  sca/8  | sca,tlu/9 |  sca/8  |tld,scr,sca/8|
            RCR-    |  -   |     -     | sta/2   | irc,scr,scn/6 |  4    |  5    |  scn/6  |  scn/7    |  scn/6  |tld,scr,scn/6|
            RCA     |  -   |     -     | sta/2   |     sta/3     |  4    |  5    |  irc/7  |  scr/6    |irc,tlu/9|  tld,scr/6  |
            RCN     |  -   |     -     | sta/2   |     sta/3     |  4    |  5    |irc,scr/6|  scr/6    |irc,scr/8|  tld,scr/6  |
            RTR     |  -   |     -     | sta/2   |     sta/3     | sta/4 | sta/5 |  sta/6  |  sta/6    |  sta/6  |tld,zrc,sta/5|
            RTA     |  -   |     -     |   2     |       3       | tlf/2 | tlf/3 |    6    |    6      |    8    |  tld,scr/6  |
            RUC     |  -   |     -     | scj/2   |     scj/3     | scj/4 | scj/5 |  scj/6  |  scj/7    |  scj/8  |    scj/9    |
            RXJ+    |  -   |     -     |   2     |       3       |  4    |  5    |    6    |    6      |    8    |      9      |
            RXJ-    |  -   |     -     | tlf/2   |     tlf/3     | tlf/2 | tlf/3 |  tlf/3  |  tlf/3    |  tlf/3  |tld,irc,str/5|
            RXR     |  -   |     -     |   2     |       3       |  4    |  5    |    6    |    7      |    8    |    ser/9    |
            """;

    private static final Map<Event, Map<State, Move>> MOVES = parse();

    private Automaton() {}

    /// The states in the order of their numbers (RFC 1661 4.2).
    enum State {
        INITIAL,
        STARTING,
        CLOSED,
        STOPPED,
        CLOSING,
        STOPPING,
        REQUEST_SENT,
        ACK_RECEIVED,
        ACK_SENT,
        OPENED;

        /// Whether the restart timer runs (RFC 1661 4.2).
        boolean isTimed() {
            return switch (this) {
                case CLOSING, STOPPING, REQUEST_SENT, ACK_RECEIVED, ACK_SENT -> true;
                case INITIAL, STARTING, CLOSED, STOPPED, OPENED -> false;
            };
        }
    }

    /// What happens (RFC 1661 4.3).
    enum Event {
        UP("Up"),
        DOWN("Down"),
        OPEN("Open"),
        CLOSE("Close"),
        TIMEOUT("TO+"),
        LAST_TIMEOUT("TO-"),
        GOOD_REQUEST("RCR+"),
        BAD_REQUEST("RCR-"),
        ACK("RCA"),
        NAK("RCN"),
        TERMINATE_REQUEST("RTR"),
        TERMINATE_ACK("RTA"),
        UNKNOWN_CODE("RUC"),
        HARMLESS_REJECT("RXJ+"),
        FATAL_REJECT("RXJ-"),
        ECHO("RXR");

        private final String word;

        Event(String word) {
            this.word = word;
        }
    }

    /// What is to be done (RFC 1661 4.4), by its short names there.
    enum Action {
        /// This layer is up.
        TLU,
        /// This layer is down.
        TLD,
        /// This layer wants the one below.
        TLS,
        /// This layer is finished.
        TLF,
        /// Restart counter to its limit.
        IRC,
        /// Restart counter to zero.
        ZRC,
        /// Send Configure-Request.
        SCR,
        /// Send Configure-Ack.
        SCA,
        /// Send Configure-Nak or -Reject.
        SCN,
        /// Send Terminate-Request.
        STR,
        /// Send Terminate-Ack.
        STA,
        /// Send Code-Reject.
        SCJ,
        /// Send Echo-Reply.
        SER
    }

    /// What to do, in this order, and the next state.
    record Move(List<Action> actions, State next) {
        Move {
            actions = List.copyOf(actions);
        }
    }

    /// What follows from `event` in `state`; empty when it cannot happen there: it counts for
    /// nothing.
    static Optional<Move> move(State state, Event event) {
        return Optional.ofNullable(
                MOVES.getOrDefault(event, new EnumMap<>(State.class)).get(state));
    }

    private static Map<Event, Map<State, Move>> parse() {
        Map<Event, Map<State, Move>> moves = new EnumMap<>(Event.class);
        Iterator<String> rows = TABLE.lines().skip(1).iterator();
        for (Event event : Event.values()) {
            Iterator<String> cells = List.of(rows.next().split("\\|", -1)).iterator();
            if (!cells.next().strip().equals(event.word)) {
                throw new IllegalStateException("expected the row of " + event.word);
            }
            Map<State, Move> row = new EnumMap<>(State.class);
            for (State state : State.values()) {
                cell(cells.next().strip()).ifPresent(move -> row.put(state, move));
            }
            moves.put(event, row);
        }
        return moves;
    }

    private static Optional<Move> cell(String text) {
        if (text.equals("-")) {
            return Optional.empty();
        }
        int slash = text.indexOf('/');
        List<Action> actions = new ArrayList<>();
        if (slash > 0) {
            for (String action : text.substring(0, slash).split(",", -1)) {
                actions.add(Action.valueOf(action.toUpperCase(Locale.ROOT)));
            }
        }
        int next = Integer.parseInt(text.substring(slash + 1));
        return Optional.of(new Move(actions, List.of(State.values()).get(next)));
    }
}
