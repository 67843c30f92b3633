package org.kadec21.modem.ppp.ip;

import org.kadec21.modem.ppp.ip.ConnectionPhase.Cause;
import org.kadec21.modem.ppp.ip.dns.Lookup;
import org.kadec21.modem.ppp.ip.packet.IpAddress;
import org.kadec21.modem.ppp.ip.tcp.Ending;
import org.kadec21.modem.ppp.ip.tcp.TcpMachine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A connection as its user has it: a name, then one address after the other, then the one that
/// answered.
final class Dial implements IpConnection {

    /// Addresses tried for one connection.
    static final int MOST_ADDRESSES = 4;

    /// How long an address may stay silent when there is another one to try: three SYNs.
    static final Duration ONE_OF_SEVERAL = Duration.ofSeconds(21);

    private static final long NEVER = Long.MAX_VALUE;

    private final String host;
    private final int port;
    private final NameSearch search;
    private final Flows flows;
    private final List<IpAddress> left = new ArrayList<>();
    private Optional<Flow> flow = Optional.empty();
    private ConnectionPhase phase;
    private long nextAddressAt = NEVER;
    private boolean closed;

    Dial(String host, int port, NameSearch search, Flows flows) {
        this.host = host;
        this.port = port;
        this.search = search;
        this.flows = flows;
        this.phase = new ConnectionPhase.Resolving(host);
    }

    @Override
    public ConnectionPhase phase() {
        return phase;
    }

    @Override
    public int send(byte[] bytes, int offset, int length, long now) {
        if (closed || !(phase instanceof ConnectionPhase.Open)) {
            throw new IllegalStateException("expected an open connection, it is " + phase);
        }
        return machine().map(open -> open.send(bytes, offset, length)).orElse(0);
    }

    @Override
    public int room() {
        return machine().map(TcpMachine::room).orElse(0);
    }

    @Override
    public int unacknowledged() {
        return machine().map(TcpMachine::unacknowledged).orElse(0);
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, long now) {
        int count = machine().map(open -> open.receive(buffer, offset, length)).orElse(0);
        return count == 0 && length > 0 && isOver() ? -1 : count;
    }

    @Override
    public int available() {
        return machine().map(TcpMachine::available).orElse(0);
    }

    @Override
    public void close(long now) {
        closed = true;
        machine().ifPresent(open -> open.close(now));
        step(now);
    }

    @Override
    public void abort(long now) {
        closed = true;
        machine().ifPresent(open -> open.abort("aborted by this side"));
        step(now);
    }

    private Optional<TcpMachine> machine() {
        return flow.map(Flow::machine);
    }

    boolean isOver() {
        return phase instanceof ConnectionPhase.Closed || phase instanceof ConnectionPhase.Failed;
    }

    /// When it wants to be looked at again although nothing has happened.
    long nextDue() {
        return phase instanceof ConnectionPhase.Connecting && !left.isEmpty()
                ? nextAddressAt
                : NEVER;
    }

    /// Something may have happened to it.
    void step(long now) {
        switch (phase) {
            case ConnectionPhase.Resolving _ -> resolve(now);
            case ConnectionPhase.Connecting(IpAddress address) -> connect(address, now);
            case ConnectionPhase.Open(IpAddress address) -> carry(address);
            case ConnectionPhase.Closing(IpAddress address) -> carry(address);
            case ConnectionPhase.Closed _, ConnectionPhase.Failed _ -> {}
        }
    }

    void lost(String reason) {
        if (!isOver()) {
            fail(Cause.LINK, reason);
        }
    }

    private void resolve(long now) {
        if (closed) {
            search.cancel();
            phase = new ConnectionPhase.Closed();
            return;
        }
        switch (search.state(now)) {
            case Lookup.Pending _ -> {}
            case Lookup.NotFound(String reason) -> fail(Cause.NAME, reason);
            case Lookup.Found(List<IpAddress> addresses) -> {
                inTurns(addresses).limit(MOST_ADDRESSES).forEach(left::add);
                next("no address of it can be reached from here: " + addresses, Cause.NAME, now);
            }
        }
    }

    /// Those that can be reached from here, the versions of IP in turns, so that several addresses
    /// of a version that does not work leave room for the other (RFC 8305 4).
    private Stream<IpAddress> inTurns(List<IpAddress> addresses) {
        Deque<IpAddress> waiting = new ArrayDeque<>(addresses);
        waiting.removeIf(address -> !flows.reaches(address));
        List<IpAddress> sorted = new ArrayList<>();
        while (!waiting.isEmpty()) {
            IpAddress next =
                    waiting.stream()
                            .filter(other -> sorted.isEmpty() || !isAlike(sorted.getLast(), other))
                            .findFirst()
                            .orElseGet(waiting::getFirst);
            waiting.remove(next);
            sorted.add(next);
        }
        return sorted.stream();
    }

    private static boolean isAlike(IpAddress one, IpAddress other) {
        return one.bytes().length == other.bytes().length;
    }

    private void connect(IpAddress address, long now) {
        TcpMachine machine = machine().orElseThrow();
        if (machine.ending().isPresent()) {
            ended(address, machine.ending().get(), now);
        } else if (closed) {
            phase = new ConnectionPhase.Closing(address);
        } else if (machine.state().takesBytes()) {
            phase = new ConnectionPhase.Open(address);
        } else if (now >= nextAddressAt && !left.isEmpty()) {
            machine.abort("another address is tried");
            next("", Cause.SILENT, now);
        }
    }

    private void ended(IpAddress address, Ending ending, long now) {
        String reason = address.text() + ": " + ending.reason();
        switch (ending.kind()) {
            case REFUSED, RESET -> next(reason, Cause.REFUSED, now);
            case SILENT -> next(reason, Cause.SILENT, now);
            case ABORTED, ORDERLY -> phase = new ConnectionPhase.Closed();
        }
    }

    /// Tries the next address, or fails for the reason the one before gave.
    private void next(String reason, Cause cause, long now) {
        if (left.isEmpty()) {
            fail(cause, "expected a connection to %s port %d, %s".formatted(host, port, reason));
            return;
        }
        IpAddress address = left.removeFirst();
        flow = flows.open(address, port, now);
        if (flow.isEmpty()) {
            fail(Cause.REFUSED, "expected room for a connection, all of this host's are open");
            return;
        }
        nextAddressAt = now + ONE_OF_SEVERAL.toNanos();
        phase = new ConnectionPhase.Connecting(address);
    }

    private void carry(IpAddress address) {
        TcpMachine machine = machine().orElseThrow();
        if (machine.ending().isEmpty()) {
            phase =
                    closed
                            ? new ConnectionPhase.Closing(address)
                            : new ConnectionPhase.Open(address);
            return;
        }
        Ending ending = machine.ending().get();
        String reason = "the connection to " + host + " port " + port + ": " + ending.reason();
        switch (ending.kind()) {
            case ORDERLY -> phase = new ConnectionPhase.Closed();
            case SILENT -> fail(Cause.SILENT, reason);
            case RESET, REFUSED, ABORTED -> fail(Cause.RESET, reason);
        }
    }

    private void fail(Cause cause, String reason) {
        phase = new ConnectionPhase.Failed(cause, reason);
    }
}
