package org.kadec21.bench.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.hal.Secret;
import org.kadec21.simulation.carrier.BandClass;
import org.kadec21.simulation.module.fault.FaultKind;
import org.kadec21.simulation.module.fault.FaultList;
import org.kadec21.simulation.module.line.CallResult;

import java.time.Instant;
import java.util.List;

class OrderBookTest {

    @Test
    void readsWhatTheHelpShows() throws OrderException {
        assertThat(OrderBook.read("signal -105")).isEqualTo(new Order.Signal(-105));
        assertThat(OrderBook.read("coverage 3"))
                .isEqualTo(new Order.Coverage(List.of(BandClass.BC3)));
        assertThat(OrderBook.read("coverage none")).isEqualTo(new Order.Coverage(List.of()));
        assertThat(OrderBook.read("refuse on")).isEqualTo(new Order.Refuse(true));
        assertThat(OrderBook.read("date 2012-07-22"))
                .isEqualTo(new Order.Calendar(Instant.parse("2012-07-22T00:00:00Z")));
        assertThat(OrderBook.read("  POWER key")).isEqualTo(new Order.Power(Order.Switch.KEY));
        assertThat(OrderBook.read("sim insert")).isEqualTo(new Order.InsertSim(Secret.of("")));
        assertThat(OrderBook.read("sim lock 1234"))
                .isEqualTo(new Order.InsertSim(Secret.of("1234")));
        assertThat(OrderBook.read("sim remove")).isEqualTo(new Order.RemoveSim());
        assertThat(OrderBook.read("fault on late-reply,odd-lines:chance=0.5"))
                .isEqualTo(new Order.FaultsOn(FaultList.parse("late-reply,odd-lines:chance=0.5")));
        assertThat(OrderBook.read("fault off late-reply"))
                .isEqualTo(new Order.FaultsOff(List.of(FaultKind.LATE_REPLY)));
        assertThat(OrderBook.read("sms +819012345678  the gate  is open"))
                .isEqualTo(new Order.Message("+819012345678", "the gate  is open"));
        assertThat(OrderBook.read("call 0312345678")).isEqualTo(new Order.Call("0312345678"));
        assertThat(OrderBook.read("hangup")).isEqualTo(new Order.HangUp());
        assertThat(OrderBook.read("answer any no-carrier"))
                .isEqualTo(new Order.Answer("", CallResult.NO_CARRIER));
        assertThat(OrderBook.read("traffic off")).isEqualTo(Order.View.TRAFFIC_OFF);
        assertThat(OrderBook.read("quit")).isEqualTo(Order.View.QUIT);
    }

    @Test
    void faultsAreDrawnWhenTheyAreSwitchedOn() throws OrderException {
        assertThat(OrderBook.read("fault on drawn"))
                .isEqualTo(new Order.FaultsOn(FaultList.parse("drawn")));
        assertThatThrownBy(() -> OrderBook.read("fault off drawn"))
                .isInstanceOf(OrderException.class)
                .hasMessageContaining("'faults' lists what was drawn");
    }

    @Test
    void everyOrderIsInTheHelp() {
        for (String word :
                List.of(
                        "signal",
                        "coverage",
                        "refuse",
                        "date",
                        "power",
                        "sim insert",
                        "sim remove",
                        "fault ",
                        "faults",
                        "sms",
                        "call",
                        "hangup",
                        "answer",
                        "traffic",
                        "status",
                        "quit")) {
            assertThat(OrderBook.HELP).anyMatch(line -> line.contains(word));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    jump              | there is no order 'jump'; 'help' lists all there are
                    signal            | expected a level in dBm from -125 to -25, but came nothing
                    signal 10         | expected a level in dBm from -125 to -25, but came '10'
                    coverage 5        | expected coverage all, none, 0 or 3, but came '5'
                    date tomorrow     | expected a date such as 2012-07-22
                    power up          | expected power key, reset, off or on, but came 'up'
                    fault late        | expected fault on or fault off, but came 'late'
                    fault on          | expected a fault, one of late-reply, urc-noise
                    fault on tired    | expected a fault, one of late-reply, urc-noise
                    sms 1             | expected a text of 1 to 160 characters
                    call me           | expected call and a number such as 09012345678
                    answer any maybe  | expected one of connect, no-carrier
                    """)
    void aWrongOrderSaysWhatWasExpected(String line, String complaint) {
        assertThatThrownBy(() -> OrderBook.read(line))
                .isInstanceOf(OrderException.class)
                .hasMessageStartingWith(complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sim lock 99", "sim insert 123456789", "sim lock", "sim eject"})
    void aWrongPinIsNotRepeated(String line) {
        assertThatThrownBy(() -> OrderBook.read(line))
                .isInstanceOf(OrderException.class)
                .hasMessageStartingWith("expected sim insert")
                .hasMessageNotContaining("99");
    }
}
