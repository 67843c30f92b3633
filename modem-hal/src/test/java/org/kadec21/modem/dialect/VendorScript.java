package org.kadec21.modem.dialect;

import org.kadec21.modem.ScriptedModule;

import java.util.List;
import java.util.function.UnaryOperator;

/// One vendor's module in a session: context up, connected to `example.com:80`, `hello` sent, four
/// or six bytes that look like a reply received, closed by the peer, closed. The replies are those
/// of the vendors' manuals.
enum VendorScript {
    QUECTEL(
            new QuectelDialect(),
            List.of(
                    new Turn("AT+QIACT?", "\\r\\nOK\\r\\n"),
                    new Turn("AT+QIOPEN", "\\r\\nOK\\r\\n\\r\\n+QIOPEN: 0,0\\r\\n"),
                    new Turn("AT+QISEND", "\\r\\n> "),
                    new Turn("payload", "\\r\\nSEND OK\\r\\n\\r\\n+QIURC: \"recv\",0\\r\\n"),
                    new Turn(
                            "AT+QIRD",
                            "\\r\\n+QIRD: 6\\r\\na\"\\r\\nOK\\r\\nOK\\r\\n"
                                    + "\\r\\n+QIURC: \"closed\",0\\r\\n",
                            "\\r\\n+QIRD: 0\\r\\n\\r\\nOK\\r\\n"))),
    SIMCOM(
            new SimcomDialect(),
            List.of(
                    new Turn(
                            "AT+NETOPEN?",
                            "\\r\\n+NETOPEN: 0\\r\\n\\r\\nOK\\r\\n",
                            "\\r\\n+NETOPEN: 1\\r\\n\\r\\nOK\\r\\n"),
                    new Turn("AT+NETOPEN", "\\r\\nOK\\r\\n\\r\\n+NETOPEN: 0\\r\\n"),
                    new Turn("AT+CIPOPEN", "\\r\\nOK\\r\\n\\r\\n+CIPOPEN: 0,0\\r\\n"),
                    new Turn("AT+CIPSEND", "\\r\\n>"),
                    new Turn(
                            "payload",
                            "\\r\\nOK\\r\\n\\r\\n+CIPSEND: 0,5,5\\r\\n\\r\\n+CIPRXGET: 1,0\\r\\n"),
                    new Turn(
                            "AT+CIPRXGET=2,0,1460",
                            "\\r\\n+CIPRXGET: 2,0,6,0\\r\\na\"\\r\\nOK\\r\\nOK\\r\\n"
                                    + "\\r\\n+IPCLOSE: 0,1\\r\\n",
                            "\\r\\n+CIPRXGET: 2,0,0,0\\r\\n\\r\\nOK\\r\\n"))),
    UBLOX(
            new UbloxDialect(),
            List.of(
                    new Turn("AT+CGACT?", "\\r\\n+CGACT: 1,0\\r\\n\\r\\nOK\\r\\n"),
                    new Turn("AT+USOCR", "\\r\\n+USOCR: 0\\r\\n\\r\\nOK\\r\\n"),
                    new Turn("AT+USOWR", "\\r\\n@"),
                    new Turn(
                            "payload",
                            "\\r\\n+USOWR: 0,5\\r\\n\\r\\nOK\\r\\n\\r\\n+UUSORD: 0,6\\r\\n"),
                    new Turn(
                            "AT+USORD",
                            "\\r\\n+USORD: 0,6,\"a\"\\r\\nOK\"\\r\\n\\r\\nOK\\r\\n"
                                    + "\\r\\n+UUSOCL: 0\\r\\n",
                            "\\r\\n+USORD: 0,0,\"\"\\r\\n\\r\\nOK\\r\\n"))),
    TELIT(
            new TelitDialect(),
            List.of(
                    new Turn("AT#SGACT?", "\\r\\n#SGACT: 1,0\\r\\n\\r\\nOK\\r\\n"),
                    new Turn("AT#SGACT", "\\r\\n#SGACT: 10.7.157.1\\r\\n\\r\\nOK\\r\\n"),
                    new Turn("AT#SSENDEXT", "\\r\\n> "),
                    new Turn("payload", "\\r\\nOK\\r\\n\\r\\nSRING: 1\\r\\n"),
                    new Turn(
                            "AT#SRECV",
                            "\\r\\n#SRECV: 1,6\\r\\na\"\\r\\nOK\\r\\n\\r\\nOK\\r\\n"
                                    + "\\r\\nNO CARRIER\\r\\n",
                            "\\r\\n+CME ERROR: 555\\r\\n")));

    /// What the module sends over the connection.
    static final String RECEIVED = "a\"\r\nOK";

    private final Dialect dialect;
    private final List<Turn> turns;

    /// A command, or what stands before its `=`, and the replies to give.
    record Turn(String command, String... replies) {}

    VendorScript(Dialect dialect, List<Turn> turns) {
        this.dialect = dialect;
        this.turns = turns;
    }

    Dialect dialect() {
        return dialect;
    }

    /// Scripts `module`, each reply changed by `variant`.
    void teach(ScriptedModule module, UnaryOperator<String> variant) {
        for (Turn turn : turns) {
            String[] replies = turn.replies().clone();
            for (int i = 0; i < replies.length; i++) {
                replies[i] = variant.apply(replies[i]);
            }
            module.answer(turn.command(), replies);
        }
    }

    /// The longest reply, in bytes at most.
    int longestReply() {
        return turns.stream()
                .flatMap(turn -> List.of(turn.replies()).stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
