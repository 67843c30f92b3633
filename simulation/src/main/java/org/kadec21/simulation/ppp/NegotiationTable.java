package org.kadec21.simulation.ppp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The state transition table of option negotiation, as RFC 1661 4.1 draws it: columns are the
/// states 0 to 9, rows the events, cells the actions and the next state. Without its annotations:
/// no restart option (r), no passive option (p), and a crossed connection (x) is none of our
/// business.
final class NegotiationTable {

    private static final String DRAWN =
            """
            UP        2     irc,scr/6 -         -             -     -         -         -         -         -
            DOWN      -     -         0         tls/1         0     1         1         1         1         tld/1
            OPEN      tls/1 1         irc,scr/6 3             5     5         6         7         8         9
            CLOSE     0     tlf/0     2         2             4     4         irc,str/4 irc,str/4 irc,str/4 tld,irc,str/4
            TO_PLUS   -     -         -         -             str/4 str/5     scr/6     scr/6     scr/8     -
            TO_MINUS  -     -         -         -             tlf/2 tlf/3     tlf/3     tlf/3     tlf/3     -
            RCR_PLUS  -     -         sta/2     irc,scr,sca/8 4     5         sca/8     sca,tlu/9 sca/8     tld,scr,sca/8
            RCR_MINUS -     -         sta/2     irc,scr,scn/6 4     5         scn/6     scn/7     scn/6     tld,scr,scn/6
            RCA       -     -         sta/2     sta/3         4     5         irc/7     scr/6     irc,tlu/9 tld,scr/6
            RCN       -     -         sta/2     sta/3         4     5         irc,scr/6 scr/6     irc,scr/8 tld,scr/6
            RTR       -     -         sta/2     sta/3         sta/4 sta/5     sta/6     sta/6     sta/6     tld,zrc,sta/5
            RTA       -     -         2         3             tlf/2 tlf/3     6         6         8         tld,scr/6
            RUC       -     -         scj/2     scj/3         scj/4 scj/5     scj/6     scj/7     scj/8     scj/9
            RXJ_PLUS  -     -         2         3             4     5         6         6         8         9
            RXJ_MINUS -     -         tlf/2     tlf/3         tlf/2 tlf/3     tlf/3     tlf/3     tlf/3     tld,irc,str/5
            RXR       -     -         2         3             4     5         6         7         8         ser/9
            """;

    /// A table that never changes and that all links share.
    private static final Map<Event, Map<State, Transition>> ROWS = rows();

    private NegotiationTable() {}

    enum State {
        INITIAL,
        STARTING,
        CLOSED,
        STOPPED,
        CLOSING,
        STOPPING,
        REQ_SENT,
        ACK_RCVD,
        ACK_SENT,
        OPENED;

        /// Whether the restart timer runs in it (RFC 1661 4.2).
        boolean isTimed() {
            return compareTo(CLOSING) >= 0 && this != OPENED;
        }
    }

    enum Event {
        UP,
        DOWN,
        OPEN,
        CLOSE,
        TO_PLUS,
        TO_MINUS,
        RCR_PLUS,
        RCR_MINUS,
        RCA,
        RCN,
        RTR,
        RTA,
        RUC,
        RXJ_PLUS,
        RXJ_MINUS,
        RXR
    }

    enum Action {
        /// This-Layer-Up.
        TLU,
        /// This-Layer-Down.
        TLD,
        /// This-Layer-Started.
        TLS,
        /// This-Layer-Finished.
        TLF,
        /// Initialize-Restart-Count.
        IRC,
        /// Zero-Restart-Count.
        ZRC,
        /// Send-Configure-Request.
        SCR,
        /// Send-Configure-Ack.
        SCA,
        /// Send-Configure-Nak or -Reject.
        SCN,
        /// Send-Terminate-Request.
        STR,
        /// Send-Terminate-Ack.
        STA,
        /// Send-Code-Reject.
        SCJ,
        /// Send-Echo-Reply.
        SER
    }

    record Transition(List<Action> actions, State next) {}

    /// What is to be done; empty where the table says that this cannot be.
    static Optional<Transition> of(State state, Event event) {
        return Optional.ofNullable(ROWS.get(event)).map(row -> row.get(state));
    }

    private static Map<Event, Map<State, Transition>> rows() {
        Map<Event, Map<State, Transition>> rows = new EnumMap<>(Event.class);
        DRAWN.lines()
                .map(line -> line.trim().split(" +"))
                .forEach(cells -> rows.put(Event.valueOf(cells[0]), row(cells)));
        return rows;
    }

    private static Map<State, Transition> row(String[] cells) {
        Map<State, Transition> row = new EnumMap<>(State.class);
        int column = 1;
        for (State state : State.values()) {
            cell(cells[column]).ifPresent(transition -> row.put(state, transition));
            column++;
        }
        return row;
    }

    private static Optional<Transition> cell(String drawn) {
        if (drawn.equals("-")) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>(Arrays.asList(drawn.split("[,/]")));
        State next = State.values()[Integer.parseInt(parts.removeLast())];
        return Optional.of(
                new Transition(
                        parts.stream()
                                .map(action -> Action.valueOf(action.toUpperCase(Locale.ROOT)))
                                .toList(),
                        next));
    }
}
