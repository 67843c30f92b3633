package org.kadec21.simulation.net;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Network;
import org.kadec21.hal.NotConnectedException;
import org.kadec21.hal.NotConnectedException.Why;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.simulation.link.LineShape;
import org.kadec21.simulation.link.LinkPair;

import java.util.SortedMap;
import java.util.TreeMap;

/// Hosts by name, without distance: whoever wants latency, rate or rules puts a carrier in front.
public final class VirtualInternet implements Network {

    private static final int FIRST_EPHEMERAL_PORT = 49_152; // RFC 6335 6

    private final Tasks tasks;
    private final Time time;
    private final SortedMap<String, SortedMap<Integer, Acceptor>> hosts = new TreeMap<>();
    private int nextPort = FIRST_EPHEMERAL_PORT;

    public VirtualInternet(Tasks tasks, Time time) {
        this.tasks = tasks;
        this.time = time;
    }

    /// Whether somebody listens, or has listened, under this name.
    public boolean knows(String host) {
        return hosts.containsKey(host);
    }

    @Override
    public ByteLink connect(String host, int port, Deadline deadline) throws LinkException {
        SortedMap<Integer, Acceptor> ports = hosts.get(host);
        if (ports == null) {
            throw new NotConnectedException(
                    Why.UNKNOWN_NAME,
                    "unknown host " + host + ": expected one of " + hosts.keySet());
        }
        Acceptor acceptor = ports.get(port);
        if (acceptor == null) {
            throw new NotConnectedException(
                    Why.REFUSED,
                    "connection to "
                            + host
                            + " port "
                            + port
                            + " refused: nobody listens there, try "
                            + ports.keySet());
        }
        LinkPair pair =
                new LinkPair(
                        host + ":" + port, LineShape.direct(), LineShape.direct(), tasks, time);
        acceptor.accept(pair.b(), "client");
        return pair.a();
    }

    @Override
    public Listening listen(String host, int port, Acceptor acceptor) throws LinkException {
        SortedMap<Integer, Acceptor> ports = hosts.computeIfAbsent(host, name -> new TreeMap<>());
        int chosen = port == 0 ? nextPort++ : port;
        if (ports.putIfAbsent(chosen, acceptor) != null) {
            throw new LinkException(
                    "port " + chosen + " of " + host + " is in use: choose another");
        }
        return new Listening() {
            @Override
            public int port() {
                return chosen;
            }

            @Override
            public void close() {
                ports.remove(chosen, acceptor);
            }
        };
    }
}
