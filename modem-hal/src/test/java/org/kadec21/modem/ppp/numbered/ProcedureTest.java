package org.kadec21.modem.ppp.numbered;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.modem.ppp.numbered.Procedure.Event;
import org.kadec21.modem.ppp.numbered.Procedure.State;

import java.util.List;

/// X.25 2.4.4, 2.4.7 and 2.4.9 in rows: state, event, what is done, next state.
class ProcedureTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OFF        | BEGIN   | [SABM]            | SETTING_UP",
                "OFF        | SABM    | [UA, ZERO, UP]    | ON",
                "OFF        | DISC    | [DM]              | OFF",
                "OFF        | UA      | []                | OFF",
                "SETTING_UP | UA      | [ZERO, UP]        | ON",
                "SETTING_UP | SABM    | [UA, ZERO, UP]    | ON",
                "SETTING_UP | DM      | []                | SETTING_UP",
                "SETTING_UP | DISC    | [DM]              | SETTING_UP",
                "SETTING_UP | TIMEOUT | [SABM]            | SETTING_UP",
                "SETTING_UP | TRIED   | [SILENT]          | OFF",
                "ON         | SABM    | [UA, ZERO, ANEW]  | ON",
                "ON         | UA      | []                | ON",
                "ON         | DISC    | [UA, GONE]        | OFF",
                "ON         | DM      | [ANEW, SABM]      | SETTING_UP",
                "ON         | FRMR    | [ANEW, SABM]      | SETTING_UP",
                "ON         | STRANGE | [FRMR]            | REJECTING",
                "ON         | TRIED   | [ANEW, SABM]      | SETTING_UP",
                "REJECTING  | SABM    | [UA, ZERO, ANEW]  | ON",
                "REJECTING  | STRANGE | []                | REJECTING",
                "REJECTING  | TIMEOUT | [FRMR]            | REJECTING",
                "REJECTING  | TRIED   | [ANEW, SABM]      | SETTING_UP",
                "REJECTING  | DISC    | [UA, GONE]        | OFF"
            })
    void doesWhatTheStandardHas(State state, Event event, String actions, State next) {
        Procedure.Move move = Procedure.move(state, event);

        assertThat(List.of(move.actions().toString(), move.next().name()))
                .containsExactly(actions, next.name());
    }
}
