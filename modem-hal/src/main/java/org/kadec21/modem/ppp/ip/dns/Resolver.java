package org.kadec21.modem.ppp.ip.dns;

import org.kadec21.modem.ppp.ip.packet.IpAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/// Looks names up, as a pure machine: what arrives and what time it is go in, questions come out.
public final class Resolver {

    private static final long NEVER = Long.MAX_VALUE;

    /// Names looked up at the same time.
    static final int MOST = 8;

    private final LongFunction<List<IpAddress>> servers;
    private final RandomGenerator chance;
    private final NameCache cache;
    private final List<Resolution> pending = new ArrayList<>();
    private Patience patience = Patience.USUAL;

    /// @param servers asked in this order, at a moment: some become known only later
    /// @param cache what is known already, and where answers go
    /// @param chance must not be guessable: ids and ports are drawn from it
    public Resolver(
            LongFunction<List<IpAddress>> servers, NameCache cache, RandomGenerator chance) {
        this.servers = servers;
        this.cache = cache;
        this.chance = chance;
    }

    /// Whether the line damages what crosses it, and the link does not repeat that: then questions
    /// are repeated sooner and more often.
    public void lineIsNoisy(boolean value) {
        patience = value ? Patience.NOISY : Patience.USUAL;
    }

    /// The link repeats what is lost on the line: answers are late.
    public void lineRepeats() {
        patience = Patience.REPEATED;
    }

    /// Begins to look `host` up, or has its addresses already.
    ///
    /// @param ipv4 whether IPv4 addresses are of use
    /// @param ipv6 whether IPv6 addresses are
    public Resolution lookUp(String host, boolean ipv4, boolean ipv6, long now) {
        Optional<DnsName> name = DnsName.parse(host);
        if (name.isEmpty()) {
            return Resolution.failed(
                    host, "expected a host's name to look up, got \"" + host + "\"");
        }
        List<IpAddress> asked = servers.apply(now);
        if (asked.isEmpty()) {
            return Resolution.failed(
                    host,
                    "expected a DNS server to ask for %s, the network told none; give the server's address in place of its name, or under 'addresses' in the unit's file"
                            .formatted(host));
        }
        if (pending.size() >= MOST) {
            return Resolution.failed(host, MOST + " names are being looked up already");
        }
        Resolution resolution = new Resolution(name.get());
        if (ipv6) {
            want(resolution, name.get(), RecordType.AAAA, asked, now);
        }
        if (ipv4) {
            want(resolution, name.get(), RecordType.A, asked, now);
        }
        pending.add(resolution);
        settle(now);
        return resolution;
    }

    private void want(
            Resolution resolution, DnsName name, RecordType type, List<IpAddress> asked, long now) {
        cache.get(name, type, now)
                .ifPresentOrElse(
                        resolution::know,
                        () ->
                                resolution.await(
                                        new Inquiry(
                                                name, type, () -> patience, asked, chance, now)));
    }

    /// A datagram or a streamed answer came from port 53 of `source`.
    public void arrived(IpAddress source, int localPort, byte[] message, long now) {
        eachInquiry(inquiry -> inquiry.arrived(source, localPort, message, now));
        settle(now);
    }

    /// A question could not be brought to `server`.
    ///
    /// @param why goes on behind the server's address
    public void failed(IpAddress server, int localPort, String why, long now) {
        eachInquiry(inquiry -> inquiry.failed(server, localPort, why, now));
        settle(now);
    }

    /// Whether an answer to this port may still come.
    public boolean awaits(int localPort) {
        return pending.stream()
                .flatMap(resolution -> resolution.inquiries().stream())
                .anyMatch(inquiry -> inquiry.isAt(localPort));
    }

    /// The next question to send.
    public Optional<Query> transmit(long now) {
        for (Resolution resolution : pending) {
            for (Inquiry inquiry : resolution.inquiries()) {
                Optional<Query> query =
                        resolution.isPending() ? inquiry.transmit(now) : Optional.empty();
                if (query.isPresent()) {
                    return query;
                }
            }
        }
        return Optional.empty();
    }

    public void due(long now) {
        eachInquiry(inquiry -> inquiry.due(now));
        settle(now);
    }

    /// When [#due(long)] is wanted next, `Long.MAX_VALUE` for never.
    public long nextDue() {
        long next = NEVER;
        for (Resolution resolution : pending) {
            next = Math.min(next, resolution.otherBy());
            for (Inquiry inquiry : resolution.inquiries()) {
                next = Math.min(next, inquiry.nextDue());
            }
        }
        return next;
    }

    private void eachInquiry(Consumer<Inquiry> step) {
        for (Resolution resolution : pending) {
            resolution.inquiries().forEach(step);
        }
    }

    private void settle(long now) {
        pending.forEach(resolution -> resolution.settle(cache, now));
        pending.removeIf(resolution -> !resolution.isPending());
    }
}
