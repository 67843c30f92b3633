package org.kadec21.submission.peer;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Network;
import org.kadec21.hal.Secret;
import org.kadec21.simulation.link.LineShape;
import org.kadec21.simulation.link.LinkPair;
import org.kadec21.simulation.provider.PortPlan;
import org.kadec21.simulation.provider.Provider;
import org.kadec21.simulation.provider.ProviderServer;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.policy.ProviderPolicy;
import org.kadec21.simulation.provider.policy.Rules;
import org.kadec21.simulation.time.World;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionSession;
import org.kadec21.submission.Submitter;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import javax.net.ssl.SSLContext;

/// The simulated provider behind a line that has a delay and no rate: elapsed time over the round
/// trip time is the number of round trips, the TCP handshake's included.
public final class DistantProvider {

    public static final Duration ROUND_TRIP = Duration.ofSeconds(1);

    private final World world = new World(1, Instant.parse("2024-06-01T00:00:00Z"), line -> {});
    private final Distance network = new Distance();
    private final List<byte[]> writes = new ArrayList<>();
    private final Rules rules;
    private final SSLContext certificate;

    public DistantProvider(Rules rules, SSLContext certificate) {
        this.rules = rules;
        this.certificate = certificate;
    }

    /// What a client does with the provider.
    public interface Visit {
        void with(SubmissionSession session);
    }

    /// Round trips that have passed, to a tenth: before each mail a client looks for two
    /// milliseconds whether the connection still lives.
    public double roundTrips() {
        return Math.round(10.0 * world.time().nanos() / ROUND_TRIP.toNanos()) / 10.0;
    }

    /// Everything the client has handed to the network, write by write.
    public List<byte[]> writes() {
        return writes;
    }

    /// Opens a session with the provider and makes use of it.
    public void visit(SubmissionPolicy policy, Visit visit) {
        Account account = new Account("tim", Secret.of(Policies.PASSWORD), "a@example.test");
        Provider provider =
                Provider.of(
                                ProviderPolicy.always(MailWorld.HOST, rules),
                                new Accounts(List.of(account)))
                        .with(certificate);
        try (world) {
            new ProviderServer(
                            world.tasks("provider"), world.time(), (event, fields) -> {}, provider)
                    .serve(network, PortPlan.registered(MailWorld.HOST));
            world.tasks("unit")
                    .start(
                            "client",
                            () -> {
                                Submitter submitter =
                                        new Submitter(
                                                policy, world.time(), world.randomness("unit"));
                                try (SubmissionSession session =
                                        submitter.open(sockets(), Deadline.never())) {
                                    visit.with(session);
                                }
                            });
            world.runToEnd();
        } catch (LinkException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LinkSockets sockets() {
        return new LinkSockets(() ->
                new LinkSocket(network, world.time()) {
                    @Override
                    public OutputStream getOutputStream() {
                        return new FilterOutputStream(super.getOutputStream()) {
                            @Override
                            public void write(byte[] bytes, int offset, int length)
                                    throws IOException {
                                writes.add(Arrays.copyOfRange(bytes, offset, offset + length));
                                out.write(bytes, offset, length);
                            }
                        };
                    }
                });
    }

    /// A SYN and its answer take a round trip; the server learns half a one later that it has a
    /// client.
    private final class Distance implements Network {
        private final SortedMap<Integer, Acceptor> ports = new TreeMap<>();

        @Override
        public ByteLink connect(String host, int port, Deadline deadline) {
            Acceptor acceptor = Optional.ofNullable(ports.get(port)).orElseThrow();
            LineShape shape = LineShape.network(0, ROUND_TRIP.dividedBy(2));
            LinkPair pair = new LinkPair("line", shape, shape, world.tasks("line"), world.time());
            world.tasks("unit").sleepUntil(world.time().after(ROUND_TRIP));
            world.tasks("line")
                    .start(
                            "acknowledgement",
                            () -> {
                                world.tasks("line")
                                        .sleepUntil(world.time().after(ROUND_TRIP.dividedBy(2)));
                                acceptor.accept(pair.b(), "client");
                            });
            return pair.a();
        }

        @Override
        public Listening listen(String host, int port, Acceptor acceptor) {
            ports.put(port, acceptor);
            return new Listening() {
                @Override
                public int port() {
                    return port;
                }

                @Override
                public void close() {
                    ports.remove(port);
                }
            };
        }
    }
}
