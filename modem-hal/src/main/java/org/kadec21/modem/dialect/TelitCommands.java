package org.kadec21.modem.dialect;

import org.kadec21.hal.at.Answer;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Reply;

import java.util.List;

/// The commands of Telit's IP Easy guide that are used here, all in PDP context 1.
final class TelitCommands implements SocketCommands {

    private static final int SEND_BYTES = 1500;
    private static final int READ_BYTES = 1500;

    static Command context(AccessPoint accessPoint) {
        return Command.of("AT+CGDCONT=1,\"IP\",\"%s\"".formatted(accessPoint.name()));
    }

    /// Packets of 300 bytes, no inactivity timeout, 60 s to connect, data sent after 5 s at last.
    static Command configuration(int id) {
        return Command.of("AT#SCFG=%d,1,300,0,600,50".formatted(id));
    }

    /// `SRING: id` without length or data; no keep-alive.
    static Command announcements(int id) {
        return Command.of("AT#SCFGEXT=%d,0,0,0,0,0".formatted(id));
    }

    static Command contextQuery() {
        return Command.of("AT#SGACT?")
                .answeredBy(new Answer.Prefixed("#SGACT:", Command.LINES, _ -> true));
    }

    static Command activate(AccessPoint accessPoint) {
        Command plain =
                accessPoint.user().isEmpty()
                        ? Command.of("AT#SGACT=1,1")
                        : Command.of(
                                        "AT#SGACT=1,1,\"%s\",\"%s\""
                                                .formatted(
                                                        accessPoint.user(),
                                                        accessPoint.password().reveal()))
                                .hiding(accessPoint.password());
        return plain.answeredBy(new Answer.Prefixed("#SGACT:", 1, _ -> true));
    }

    static Command deactivate() {
        return Command.of("AT#SGACT=1,0");
    }

    /// Blocks the port until connected; the last parameter is command mode.
    static Command open(int id, String host, int port) {
        return Command.of("AT#SD=%d,0,%d,\"%s\",0,0,1".formatted(id, port, host))
                .endingWith(List.of("OK"), List.of("NO CARRIER"));
    }

    @Override
    public int sendBytes() {
        return SEND_BYTES;
    }

    @Override
    public Command send(int id, byte[] bytes) {
        return Command.of("AT#SSENDEXT=%d,%d".formatted(id, bytes.length)).sending(bytes);
    }

    @Override
    public Command read(int id) {
        return Command.of("AT#SRECV=%d,%d".formatted(id, READ_BYTES))
                .answeredBy(new Answer.Announced("#SRECV:", 1));
    }

    /// An empty socket answers with an error.
    @Override
    public boolean isEmpty(Reply.Refusal refusal) {
        return refusal instanceof Reply.CmeError;
    }

    @Override
    public Command close(int id) {
        return Command.of("AT#SH=" + id);
    }
}
