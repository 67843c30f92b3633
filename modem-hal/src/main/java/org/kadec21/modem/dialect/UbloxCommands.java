package org.kadec21.modem.dialect;

import org.kadec21.hal.at.Answer;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Fields;
import org.kadec21.hal.at.Reply;

/// The commands of u-blox's SARA-R4 AT manual (UBX-17003787) that are used here, all in PDP context
/// 1.
final class UbloxCommands implements SocketCommands {

    private static final int SEND_BYTES = 1024;
    private static final int READ_BYTES = 1024;
    private static final int TCP = 6;

    static Command context(AccessPoint accessPoint) {
        return Command.of("AT+CGDCONT=1,\"IP\",\"%s\"".formatted(accessPoint.name()));
    }

    /// Type 1 is PAP.
    static Command authentication(AccessPoint accessPoint) {
        return Command.of(
                        "AT+UAUTHREQ=1,1,\"%s\",\"%s\""
                                .formatted(accessPoint.user(), accessPoint.password().reveal()))
                .hiding(accessPoint.password());
    }

    static Command contextQuery() {
        return Command.of("AT+CGACT?")
                .answeredBy(new Answer.Prefixed("+CGACT:", Command.LINES, _ -> true));
    }

    static Command activate(boolean on) {
        return Command.of("AT+CGACT=" + (on ? 1 : 0) + ",1");
    }

    static Command create() {
        return Command.query("AT+USOCR=" + TCP, "+USOCR:");
    }

    /// Blocks the port until connected.
    static Command open(int id, String host, int port) {
        return Command.of("AT+USOCO=%d,\"%s\",%d".formatted(id, host, port));
    }

    @Override
    public int sendBytes() {
        return SEND_BYTES;
    }

    @Override
    public Command send(int id, byte[] bytes) {
        return Command.query("AT+USOWR=%d,%d".formatted(id, bytes.length), "+USOWR:")
                .sending(bytes);
    }

    /// The module may take fewer than it was offered.
    @Override
    public int accepted(Reply.Ok reply, int offered) {
        int taken = Fields.of(reply.first()).number(1).orElse(0);
        return Math.clamp(taken, 0, offered);
    }

    @Override
    public Command read(int id) {
        return Command.of("AT+USORD=%d,%d".formatted(id, READ_BYTES))
                .answeredBy(new Answer.Quoted("+USORD:", 1));
    }

    @Override
    public Command close(int id) {
        return Command.of("AT+USOCL=" + id);
    }
}
