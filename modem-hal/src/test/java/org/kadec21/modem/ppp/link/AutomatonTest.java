package org.kadec21.modem.ppp.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.kadec21.modem.ppp.link.Automaton.Event;
import org.kadec21.modem.ppp.link.Automaton.State;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every cell of the table that RFC 1661 4.1 prints, in its two halves.
class AutomatonTest {

    private static final String FIRST_HALF =
            """
             Up   |    2     irc,scr/6     -         -         -         -
             Down |    -         -         0       tls/1       0         1
             Open |  tls/1       1     irc,scr/6     3r        5r        5r
             Close|    0       tlf/0       2         2         4         4
              TO+ |    -         -         -         -       str/4     str/5
              TO- |    -         -         -         -       tlf/2     tlf/3
             RCR+ |    -         -       sta/2 irc,scr,sca/8   4         5
             RCR- |    -         -       sta/2 irc,scr,scn/6   4         5
             RCA  |    -         -       sta/2     sta/3       4         5
             RCN  |    -         -       sta/2     sta/3       4         5
             RTR  |    -         -       sta/2     sta/3     sta/4     sta/5
             RTA  |    -         -         2         3       tlf/2     tlf/3
             RUC  |    -         -       scj/2     scj/3     scj/4     scj/5
             RXJ+ |    -         -         2         3         4         5
             RXJ- |    -         -       tlf/2     tlf/3     tlf/2     tlf/3
             RXR  |    -         -         2         3         4         5
            """;

    private static final String SECOND_HALF =
            """
             Up   |    -         -         -           -
             Down |    1         1         1         tld/1
             Open |    6         7         8           9r
             Close|irc,str/4 irc,str/4 irc,str/4 tld,irc,str/4
              TO+ |  scr/6     scr/6     scr/8         -
              TO- |  tlf/3p    tlf/3p    tlf/3p        -
             RCR+ |  sca/8   sca,tlu/9   sca/8   tld,scr,sca/8
             RCR- |  scn/6     scn/7     scn/6   tld,scr,scn/6
             RCA  |  irc/7     scr/6x  irc,tlu/9   tld,scr/6x
             RCN  |irc,scr/6   scr/6x  irc,scr/8   tld,scr/6x
             RTR  |  sta/6     sta/6     sta/6   tld,zrc,sta/5
             RTA  |    6         6         8       tld,scr/6
             RUC  |  scj/6     scj/7     scj/8       scj/9
             RXJ+ |    6         6         8           9
             RXJ- |  tlf/3     tlf/3     tlf/3   tld,irc,str/5
             RXR  |    6         7         8         ser/9
            """;

    @TestFactory
    Stream<DynamicTest> doesInEveryStateWhatTheRfcSays() {
        List<DynamicTest> tests = new ArrayList<>();
        Iterator<String> first = FIRST_HALF.lines().iterator();
        Iterator<String> second = SECOND_HALF.lines().iterator();
        for (Event event : Event.values()) {
            Iterator<String> cells =
                    Stream.concat(cells(first.next()), cells(second.next())).iterator();
            for (State state : State.values()) {
                String expected = cells.next().replaceAll("[rpx]$", "");
                tests.add(
                        DynamicTest.dynamicTest(
                                event + " in " + state,
                                () -> assertThat(shown(state, event)).isEqualTo(expected)));
            }
        }
        return tests.stream();
    }

    private static Stream<String> cells(String row) {
        return Stream.of(row.substring(row.indexOf('|') + 1).strip().split("\\s+", -1));
    }

    private static String shown(State state, Event event) {
        return Automaton.move(state, event)
                .map(move -> {
                    String actions =
                            move.actions().stream()
                                    .map(action -> action.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(","));
                    return actions
                            + (actions.isEmpty() ? "" : "/")
                            + List.of(State.values()).indexOf(move.next());
                })
                .orElse("-");
    }
}
