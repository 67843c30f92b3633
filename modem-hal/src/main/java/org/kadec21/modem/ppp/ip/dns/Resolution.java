package org.kadec21.modem.ppp.ip.dns;

import org.kadec21.modem.ppp.ip.packet.IpAddress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// The look-up of one name, begun by [Resolver#lookUp].
public final class Resolution {

    /// How long one kind of address waits for the other (RFC 8305 3 has 50 ms for links a hundred
    /// times as fast).
    static final Duration OTHER_KIND = Duration.ofSeconds(3);

    private final DnsName name;
    private final List<IpAddress> known = new ArrayList<>();
    private final List<Inquiry> inquiries = new ArrayList<>();
    private long otherBy = Long.MAX_VALUE;
    private Lookup state = new Lookup.Pending();

    Resolution(DnsName name) {
        this.name = name;
    }

    static Resolution failed(String host, String reason) {
        Resolution failed = new Resolution(new DnsName(host));
        failed.state = new Lookup.NotFound(reason);
        return failed;
    }

    /// How far it is.
    public Lookup state() {
        return state;
    }

    /// Nobody waits for it any more.
    public void cancel() {
        if (state instanceof Lookup.Pending) {
            state = new Lookup.NotFound("cancelled");
        }
    }

    void know(List<IpAddress> addresses) {
        known.addAll(addresses);
    }

    void await(Inquiry inquiry) {
        inquiries.add(inquiry);
    }

    List<Inquiry> inquiries() {
        return inquiries;
    }

    boolean isPending() {
        return state instanceof Lookup.Pending;
    }

    /// Sees whether all is known now, and lets the cache know.
    void settle(NameCache cache, long now) {
        if (!isPending() || !isRipe(now)) {
            return;
        }
        StringJoiner reasons = new StringJoiner("; ");
        List<IpAddress> addresses = new ArrayList<>(known);
        for (Inquiry inquiry : inquiries) {
            switch (inquiry.result().orElse(new Answer.Nothing("no answer yet"))) {
                case Answer.Addresses(List<IpAddress> found, long seconds) -> {
                    addresses.addAll(found);
                    cache.put(name, inquiry.type(), found, seconds, now);
                }
                case Answer.Nothing(String why) -> reasons.add(reason(inquiry, why));
                case Answer.Alias _, Answer.Truncated _, Answer.Useless _, Answer.Foreign _ ->
                        throw new IllegalStateException("no end of an inquiry");
            }
        }
        state =
                addresses.isEmpty()
                        ? none(reasons.toString())
                        : new Lookup.Found(inOrder(addresses));
    }

    /// All is known; or one kind of address, and the other was given its time.
    private boolean isRipe(long now) {
        boolean complete = inquiries.stream().allMatch(inquiry -> inquiry.result().isPresent());
        boolean some =
                !known.isEmpty()
                        || inquiries.stream()
                                .flatMap(inquiry -> inquiry.result().stream())
                                .anyMatch(Answer.Addresses.class::isInstance);
        if (some) {
            otherBy = Math.min(otherBy, now + OTHER_KIND.toNanos());
        }
        return complete || now >= otherBy;
    }

    /// Until when the other kind of address is waited for.
    long otherBy() {
        return otherBy;
    }

    private static String reason(Inquiry inquiry, String why) {
        String trouble = inquiry.trouble();
        return inquiry.type() + ": " + why + (trouble.isEmpty() ? "" : ", at last " + trouble);
    }

    private Lookup none(String reasons) {
        return new Lookup.NotFound(
                "expected an address of %s, got none (%s); check the name and the DNS servers"
                        .formatted(name.text(), reasons));
    }

    private static List<IpAddress> inOrder(List<IpAddress> addresses) {
        return addresses.stream()
                .sorted((one, other) -> other.bytes().length - one.bytes().length)
                .toList();
    }
}
