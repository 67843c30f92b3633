package org.kadec21.modem.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.at.Reply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Every row of `socket-dialects.tsv`: what the unit is to say it says, what a module says is
/// understood, or passed over without harm.
class SocketDialectsTest {

    private static final String OK = "\\r\\nOK\\r\\n";

    static List<DialogueRow> rows() {
        return DialogueRow.all();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isSpokenAndUnderstood(DialogueRow row) throws LinkException {
        if (row.toModule()) {
            isSaid(row);
        } else {
            isUnderstood(row);
        }
    }

    private static void isSaid(DialogueRow row) throws LinkException {
        String text = row.bytes().replace("\\r", "").replace("\\\"", "\"");
        switch (row.key()) {
            case "quectel ack_query", "quectel avail" ->
                    assertThat(life(row.dialect())).doesNotContain(text);
            case "simcom read", "ublox read", "telit cfg", "telit cfg_ext" -> {
                String withoutValues = text.substring(0, text.indexOf(',') + 1);
                assertThat(life(row.dialect())).anyMatch(said -> said.startsWith(withoutValues));
            }
            default -> assertThat(life(row.dialect())).contains(text);
        }
    }

    private static void isUnderstood(DialogueRow row) throws LinkException {
        switch (row.key()) {
            case "quectel open_fail", "simcom open_fail" -> isARefusal(row);
            case "quectel pdp_lost", "simcom net_lost", "ublox pdp_lost" ->
                    killsTheConnection(row, "the network took");
            case "telit rx_urc_data" -> killsTheConnection(row, "nothing delimits it");
            case "quectel push_mode" -> {
                DialectSession session = session(row.dialect(), List.of());
                ByteLink link = connected(session, row.dialect());
                session.say(row.bytes());
                assertThat(session.read(link)).isEqualTo("hello");
            }
            case "telit rx_urc_len" -> {
                DialectSession session =
                        session(row.dialect(), List.of(DialogueRow.said("telit", "read")));
                ByteLink link = connected(session, row.dialect());
                session.say(row.bytes());
                assertThat(session.read(link)).isEqualTo("hello");
            }
            case "quectel ack_query",
                    "quectel avail",
                    "quectel state",
                    "simcom avail",
                    "simcom close_query",
                    "ublox connect_async",
                    "telit status" ->
                    doesNoHarm(row);
            default -> assertThat(life(row.dialect())).isNotEmpty();
        }
    }

    private static void isARefusal(DialogueRow row) {
        List<String> answers = new ArrayList<>(opening(row.dialect()));
        answers.removeLast();
        answers.add(row.bytes().contains("ERROR") ? row.bytes() : OK + row.bytes());
        DialectSession session = new DialectSession(dialect(row.dialect()), answers);
        session.open();
        assertThatThrownBy(() -> session.connect("example.com", 80))
                .isInstanceOf(LinkException.class)
                .hasMessageMatching(".*error \\d+ \\([a-z ]+\\)");
    }

    private static void killsTheConnection(DialogueRow row, String why) throws LinkException {
        DialectSession session = session(row.dialect(), List.of());
        ByteLink link = connected(session, row.dialect());
        session.say(row.bytes());
        assertThatThrownBy(() -> session.read(link)).hasMessageContaining(why);
    }

    private static void doesNoHarm(DialogueRow row) throws LinkException {
        DialectSession session = session(row.dialect(), sending(row.dialect()));
        ByteLink link = connected(session, row.dialect());
        session.say(row.bytes());
        session.write(link, "hello");
        assertThat(session.heard()).endsWith("hello");
    }

    /// A whole connection in the rows' own words: what the unit wrote, after everything the module
    /// said had the effect it should have.
    private static List<String> life(String dialect) throws LinkException {
        List<String> answers = new ArrayList<>(sending(dialect));
        answers.set(answers.size() - 1, answers.getLast() + DialogueRow.said(dialect, "rx_urc"));
        answers.add(DialogueRow.said(dialect, "read"));
        answers.add(empty(dialect) + DialogueRow.said(dialect, "peer_close"));
        answers.add(empty(dialect));
        answers.add(OK);
        answers.add(OK);
        DialectSession session = session(dialect, answers);
        ByteLink link = connected(session, dialect);
        session.write(link, "hello");
        assertThat(session.read(link))
                .isEqualTo(
                        switch (dialect) {
                            case "quectel" -> "OK\\r\\n";
                            case "ublox" -> "a\"\\r\\nOK";
                            default -> "hello";
                        });
        assertThat(session.read(link)).isEqualTo("end");
        link.close();
        session.pass(Duration.ofSeconds(1));
        return session.heard();
    }

    private static ByteLink connected(DialectSession session, String dialect) throws LinkException {
        assertThat(session.open()).isInstanceOf(Reply.Ok.class);
        return dialect.equals("ublox")
                ? session.connect("195.34.89.241", 7)
                : session.connect("example.com", 80);
    }

    private static DialectSession session(String dialect, List<String> afterwards) {
        List<String> answers = new ArrayList<>(opening(dialect));
        answers.addAll(afterwards);
        return new DialectSession(dialect(dialect), answers);
    }

    /// The answers from the first question to the connection.
    private static List<String> opening(String dialect) {
        return switch (dialect) {
            case "quectel" ->
                    List.of(
                            DialogueRow.said(dialect, "pdp_query"),
                            OK,
                            OK,
                            OK,
                            DialogueRow.said(dialect, "open"));
            case "simcom" ->
                    List.of(
                            OK,
                            DialogueRow.said(dialect, "net_query"),
                            OK,
                            DialogueRow.said(dialect, "net_up"),
                            "\\r\\n+NETOPEN: 1\\r\\n\\r\\nOK\\r\\n",
                            DialogueRow.said(dialect, "open"));
            case "ublox" ->
                    List.of(
                            "\\r\\n+CGACT: 1,0\\r\\n\\r\\nOK\\r\\n",
                            OK,
                            OK,
                            DialogueRow.said(dialect, "create"),
                            OK);
            default ->
                    List.of(
                            "\\r\\n#SGACT: 1,0\\r\\n\\r\\nOK\\r\\n",
                            OK,
                            DialogueRow.said(dialect, "ctx_up"),
                            OK,
                            OK,
                            DialogueRow.said(dialect, "open"));
        };
    }

    /// The prompt, and what follows the payload.
    private static List<String> sending(String dialect) {
        return switch (dialect) {
            case "quectel" -> List.of("\\r\\n> ", "\\r\\nSEND OK\\r\\n");
            case "simcom" -> List.of("\\r\\n>", "\\r\\nOK\\r\\n\\r\\n+CIPSEND: 0,5,5\\r\\n");
            case "ublox" -> List.of("\\r\\n@", "\\r\\n+USOWR: 0,5\\r\\n\\r\\nOK\\r\\n");
            default -> List.of("\\r\\n> ", OK);
        };
    }

    private static String empty(String dialect) {
        return switch (dialect) {
            case "quectel" -> DialogueRow.said(dialect, "read_empty");
            case "simcom" -> "\\r\\n+CIPRXGET: 2,0,0,0\\r\\n\\r\\nOK\\r\\n";
            case "ublox" -> "\\r\\n+USORD: 0,0,\"\"\\r\\n\\r\\nOK\\r\\n";
            default -> "\\r\\n+CME ERROR: activation failed\\r\\n";
        };
    }

    private static Dialect dialect(String name) {
        return Dialects.all().stream()
                .filter(dialect -> dialect.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
