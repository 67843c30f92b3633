package org.kadec21.modem.ppp.ip;

import org.kadec21.modem.ppp.ip.dns.Query;
import org.kadec21.modem.ppp.ip.dns.Resolver;
import org.kadec21.modem.ppp.ip.tcp.Ending;
import org.kadec21.modem.ppp.ip.tcp.TcpMachine;

import java.nio.ByteBuffer;

/// A DNS question over a TCP connection of its own, because its answer did not fit into a datagram
/// (RFC 1035 4.2.2: each message behind its length).
final class StreamedQuery {

    /// Bytes of an answer that is read.
    static final int LARGEST = 4096;

    private static final int LENGTH = 2;

    private final Query query;
    private final Resolver resolver;
    private final TcpMachine machine;
    private final ByteBuffer answer = ByteBuffer.allocate(LENGTH + LARGEST);
    private boolean sent;
    private boolean done;

    StreamedQuery(Query query, Resolver resolver, TcpMachine machine) {
        this.query = query;
        this.resolver = resolver;
        this.machine = machine;
    }

    int localPort() {
        return query.localPort();
    }

    boolean isDone() {
        return done;
    }

    void step(long now) {
        if (!sent && machine.state().takesBytes()) {
            sent = true;
            byte[] framed =
                    ByteBuffer.allocate(LENGTH + query.message().length)
                            .putShort((short) query.message().length)
                            .put(query.message())
                            .array();
            machine.send(framed, 0, framed.length);
        }
        int count = machine.receive(answer.array(), answer.position(), answer.remaining());
        answer.position(answer.position() + Math.max(0, count));
        int length = answer.position() < LENGTH ? LARGEST : answer.getShort(0) & 0xffff;
        if (answer.position() >= LENGTH + length) {
            byte[] message = new byte[length];
            answer.get(LENGTH, message);
            end(now);
            resolver.arrived(query.server(), query.localPort(), message, now);
        } else if (count < 0 || length > LARGEST) {
            String why = machine.ending().map(Ending::reason).orElse("the answer was cut short");
            end(now);
            String trouble = "answered nothing by TCP: " + why;
            resolver.failed(query.server(), query.localPort(), trouble, now);
        }
    }

    private void end(long now) {
        done = true;
        machine.close(now);
    }

    /// Nobody waits for the answer any more.
    void cancel() {
        done = true;
        machine.abort("the answer is not needed any more");
    }
}
