package org.kadec21.bench.console;

import org.kadec21.hal.Secret;
import org.kadec21.simulation.carrier.BandClass;
import org.kadec21.simulation.module.fault.FaultList;
import org.kadec21.simulation.module.fault.FaultOrder;
import org.kadec21.simulation.module.fault.UnknownFaultException;
import org.kadec21.simulation.module.line.CallResult;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The orders as they are typed, on the console and in scenario files.
///
/// ```
/// signal -105
/// coverage 3
/// sim lock 1234
/// sms +819012345678 the gate is open
/// ```
public final class OrderBook {

    /// Every order with what it does, for `help`.
    static final List<String> HELP =
            List.of(
                    "signal DBM               all cells are heard at this level, -113 to -51",
                    "coverage all|none|0|3    band classes on air: both, none, new or old 800 MHz",
                    "refuse on|off            the network turns this SIM away, or not",
                    "date DATE                the network's calendar, such as 2012-07-22 or"
                            + " 2012-07-22T00:00:00+09:00",
                    "power key|reset|off|on   press the key, pull the reset line, cut the supply,"
                            + " restore it",
                    "sim insert [PIN]         a card that asks for no PIN, or for this one",
                    "sim lock PIN             the same as sim insert PIN",
                    "sim remove",
                    "fault on|off NAME,...    faults by name, all, or (on) drawn, drawn-calls: a"
                            + " few by seed; 'faults' lists them",
                    "sms NUMBER TEXT          a short message comes in",
                    "call NUMBER              a call comes in; 'hangup' ends it",
                    "answer NUMBER|any connect|busy|no-answer|no-carrier|no-dialtone",
                    "                         how dialling a number ends from now on",
                    "traffic on|off           show what host and module say, or not",
                    "status, faults, hangup, help, quit");

    private static final int WEAKEST_DBM = -125;
    private static final int STRONGEST_DBM = -25;
    private static final int MAX_TEXT = 160;

    private OrderBook() {}

    /// Reads one order.
    ///
    /// @throws OrderException when there is no such order, or its words are wrong
    public static Order read(String line) throws OrderException {
        List<String> words = Arrays.asList(line.strip().split("\\s+", 3));
        String first = words.getFirst().toLowerCase(Locale.ROOT);
        String second = words.size() > 1 ? words.get(1) : "";
        String third = words.size() > 2 ? words.get(2) : "";
        return switch (first) {
            case "help", "?" -> Order.View.HELP;
            case "status" -> Order.View.STATUS;
            case "signal" -> new Order.Signal(dbm(second));
            case "coverage" -> new Order.Coverage(bands(second));
            case "refuse" -> new Order.Refuse(onOff(first, second));
            case "date" -> new Order.Calendar(date(second));
            case "power" -> new Order.Power(power(second));
            case "sim" -> sim(second, third);
            case "fault" -> faults(second, third);
            case "faults" -> Order.View.FAULTS;
            case "sms" -> new Order.Message(number(first, second), text(third));
            case "call" -> new Order.Call(number(first, second));
            case "hangup" -> new Order.HangUp();
            case "answer" -> new Order.Answer(anyNumber(second), result(third));
            case "traffic" -> onOff(first, second) ? Order.View.TRAFFIC_ON : Order.View.TRAFFIC_OFF;
            case "quit", "exit" -> Order.View.QUIT;
            default ->
                    throw new OrderException(
                            "there is no order '" + first + "'; 'help' lists all there are");
        };
    }

    /// A date, which begins at midnight UTC, or a moment.
    ///
    /// @throws OrderException when it is neither
    public static Instant date(String text) throws OrderException {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException wrong) {
            throw expected(
                    "a date such as 2012-07-22 or a moment such as 2012-07-22T00:00:00+09:00",
                    text);
        }
    }

    private static int dbm(String text) throws OrderException {
        String wanted = "a level in dBm from " + WEAKEST_DBM + " to " + STRONGEST_DBM;
        if (!text.matches("-?\\d{1,3}")) {
            throw expected(wanted, text);
        }
        int dbm = Integer.parseInt(text);
        if (dbm < WEAKEST_DBM || dbm > STRONGEST_DBM) {
            throw expected(wanted, text);
        }
        return dbm;
    }

    private static List<BandClass> bands(String text) throws OrderException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "all", "on" -> List.of(BandClass.BC0, BandClass.BC3);
            case "none", "off" -> List.of();
            case "0", "new" -> List.of(BandClass.BC0);
            case "3", "old" -> List.of(BandClass.BC3);
            default -> throw expected("coverage all, none, 0 or 3", text);
        };
    }

    private static boolean onOff(String order, String text) throws OrderException {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw expected(order + " on or " + order + " off", text);
        };
    }

    private static Order.Switch power(String text) throws OrderException {
        return switch (text) {
            case "key" -> Order.Switch.KEY;
            case "reset" -> Order.Switch.RESET;
            case "off" -> Order.Switch.OFF;
            case "on" -> Order.Switch.ON;
            default -> throw expected("power key, reset, off or on", text);
        };
    }

    /// The PIN is a lab value, and yet it is not repeated.
    private static Order sim(String what, String pin) throws OrderException {
        boolean given = pin.matches("\\d{4,8}");
        if (what.equals("remove")) {
            return new Order.RemoveSim();
        }
        if (what.equals("insert") && (given || pin.isEmpty())) {
            return new Order.InsertSim(Secret.of(pin));
        }
        if (what.equals("lock") && given) {
            return new Order.InsertSim(Secret.of(pin));
        }
        throw new OrderException(
                "expected sim insert, sim insert PIN, sim lock PIN (4 to 8 digits) or sim remove");
    }

    private static Order faults(String what, String list) throws OrderException {
        boolean on = onOff("fault", what);
        try {
            FaultList faults = FaultList.parse(list);
            if (on) {
                return new Order.FaultsOn(faults);
            }
            if (faults.draws()) {
                throw new OrderException(
                        "expected names behind fault off, or all, but came 'drawn'; 'faults' lists"
                                + " what was drawn");
            }
            return new Order.FaultsOff(faults.named().stream().map(FaultOrder::kind).toList());
        } catch (UnknownFaultException wrong) {
            throw new OrderException(String.valueOf(wrong.getMessage()));
        }
    }

    private static String number(String order, String text) throws OrderException {
        if (!text.matches("[+*#]?[0-9*#]{1,20}")) {
            throw expected(order + " and a number such as 09012345678", text);
        }
        return text;
    }

    private static String anyNumber(String text) throws OrderException {
        return text.equals("any") ? "" : number("answer", text);
    }

    private static CallResult result(String text) throws OrderException {
        String known =
                Arrays.stream(CallResult.values())
                        .map(result -> result.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .collect(Collectors.joining(", "));
        try {
            return CallResult.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw expected("one of " + known, text);
        }
    }

    private static String text(String text) throws OrderException {
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            throw new OrderException(
                    "expected a text of 1 to "
                            + MAX_TEXT
                            + " characters behind the number, but came "
                            + text.length());
        }
        return text;
    }

    private static OrderException expected(String wanted, String came) {
        return new OrderException(
                "expected "
                        + wanted
                        + ", but came "
                        + (came.isEmpty() ? "nothing" : "'" + came + "'"));
    }
}
