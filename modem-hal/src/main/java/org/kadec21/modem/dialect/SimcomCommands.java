package org.kadec21.modem.dialect;

import org.kadec21.hal.at.Answer;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Reply;

import java.util.List;

/// The commands of SIMCom's SIM7600 TCP/IP application note that are used here, all in PDP context
/// 1.
final class SimcomCommands implements SocketCommands {

    private static final int SEND_BYTES = 1460;
    private static final int READ_BYTES = 1460;

    static Command networkQuery() {
        return Command.query("AT+NETOPEN?", "+NETOPEN:");
    }

    static Command context(AccessPoint accessPoint) {
        return Command.of("AT+CGDCONT=1,\"IP\",\"%s\"".formatted(accessPoint.name()));
    }

    /// Type 1 is PAP; the password stands before the user.
    static Command authentication(AccessPoint accessPoint) {
        return Command.of(
                        "AT+CGAUTH=1,1,\"%s\",\"%s\""
                                .formatted(accessPoint.password().reveal(), accessPoint.user()))
                .hiding(accessPoint.password());
    }

    /// The module keeps what arrives until it is asked for.
    static Command manualReceive() {
        return Command.of("AT+CIPRXGET=1");
    }

    static Command networkUp() {
        return Command.of("AT+NETOPEN");
    }

    static Command networkDown() {
        return Command.of("AT+NETCLOSE");
    }

    static Command open(int id, String host, int port) {
        return Command.of("AT+CIPOPEN=%d,\"TCP\",\"%s\",%d".formatted(id, host, port));
    }

    @Override
    public int sendBytes() {
        return SEND_BYTES;
    }

    /// `+CIPSEND: id,requested,confirmed` is the end, not the `OK` before it; confirmed is 0 when
    /// the buffer is full and -1 when there is no connection.
    @Override
    public Command send(int id, byte[] bytes) {
        String result = "+CIPSEND: " + id + "," + bytes.length + ",";
        return Command.of("AT+CIPSEND=%d,%d".formatted(id, bytes.length))
                .sending(bytes)
                .endingWith(List.of(result + bytes.length), List.of(result + "0", result + "-1"));
    }

    @Override
    public boolean isFull(Reply.Refusal refusal) {
        return refusal.text().startsWith("+CIPSEND:") && refusal.text().endsWith(",0");
    }

    /// The reply begins like the URC `+CIPRXGET: 1,id`.
    @Override
    public Command read(int id) {
        return Command.of("AT+CIPRXGET=2,%d,%d".formatted(id, READ_BYTES))
                .answeredBy(new Answer.Announced("+CIPRXGET: 2,", 2));
    }

    @Override
    public Command close(int id) {
        return Command.of("AT+CIPCLOSE=" + id);
    }
}
