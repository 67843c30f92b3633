package org.kadec21.simulation.ip;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An address of IPv4.
///
/// @param bits in network order
public record Ipv4Address(int bits) implements Comparable<Ipv4Address> {

    private static final Pattern DOTTED =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    private static final int PARTS = 4;

    /// Reads four numbers with dots.
    ///
    /// @throws IllegalArgumentException for anything else
    public static Ipv4Address of(String dotted) {
        return find(dotted)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "expected an IPv4 address such as 10.0.0.1, but came '"
                                        + dotted
                                        + "'"));
    }

    /// The same, empty for anything else.
    public static Optional<Ipv4Address> find(String dotted) {
        Matcher matcher = DOTTED.matcher(dotted);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int bits = 0;
        for (int part = 1; part <= PARTS; part++) {
            int octet = Integer.parseInt(matcher.group(part));
            if (octet > 0xFF) {
                return Optional.empty();
            }
            bits = bits << 8 | octet;
        }
        return Optional.of(new Ipv4Address(bits));
    }

    public Ipv4Address plus(int count) {
        return new Ipv4Address(bits + count);
    }

    @Override
    public int compareTo(Ipv4Address other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return (bits >>> 24)
                + "."
                + (bits >> 16 & 0xFF)
                + "."
                + (bits >> 8 & 0xFF)
                + "."
                + (bits & 0xFF);
    }
}
