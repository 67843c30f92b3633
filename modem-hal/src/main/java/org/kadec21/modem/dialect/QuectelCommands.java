package org.kadec21.modem.dialect;

import org.kadec21.hal.at.Answer;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Reply;

import java.util.List;

/// The commands of Quectel's TCP/IP application note that are used here, all in PDP context 1.
final class QuectelCommands implements SocketCommands {

    /// Most payload bytes of one `+QISEND`.
    static final int SEND_BYTES = 1460;

    /// Most payload bytes of one `+QIRD`.
    static final int READ_BYTES = 1500;

    static Command contextQuery() {
        return Command.of("AT+QIACT?")
                .answeredBy(new Answer.Prefixed("+QIACT:", Command.LINES, _ -> true));
    }

    /// Context type 1 is IPv4, authentication 1 is PAP, 0 is none.
    static Command context(AccessPoint accessPoint) {
        int authentication = accessPoint.user().isEmpty() ? 0 : 1;
        String text =
                "AT+QICSGP=1,1,\"%s\",\"%s\",\"%s\",%d"
                        .formatted(
                                accessPoint.name(),
                                accessPoint.user(),
                                accessPoint.password().reveal(),
                                authentication);
        return Command.of(text).hiding(accessPoint.password());
    }

    static Command activate() {
        return Command.of("AT+QIACT=1");
    }

    static Command deactivate() {
        return Command.of("AT+QIDEACT=1");
    }

    /// Local port 0: the module's choice. Access mode 0: buffer.
    static Command open(int id, String host, int port) {
        return Command.of("AT+QIOPEN=1,%d,\"TCP\",\"%s\",%d,0,0".formatted(id, host, port));
    }

    @Override
    public int sendBytes() {
        return SEND_BYTES;
    }

    @Override
    public Command send(int id, byte[] bytes) {
        return Command.of("AT+QISEND=%d,%d".formatted(id, bytes.length))
                .sending(bytes)
                .endingWith(List.of("SEND OK"), List.of("SEND FAIL"));
    }

    @Override
    public boolean isFull(Reply.Refusal refusal) {
        return refusal.text().equals("SEND FAIL");
    }

    @Override
    public Command read(int id) {
        return Command.of("AT+QIRD=%d,%d".formatted(id, READ_BYTES))
                .answeredBy(new Answer.Announced("+QIRD:", 0));
    }

    @Override
    public Command close(int id) {
        return Command.of("AT+QICLOSE=" + id);
    }

    static Command lastError() {
        return Command.query("AT+QIGETERROR", "+QIGETERROR:");
    }
}
