package org.kadec21.modem.ppp.ip;

import org.kadec21.modem.ppp.ip.packet.IpPacket;
import org.kadec21.modem.ppp.ip.packet.Received.Fragment;
import org.kadec21.modem.ppp.ip.packet.Received.FragmentKey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Puts fragments together (RFC 791 3.2, RFC 8200 4.5), within limits that hold back whoever sends
/// fragments only to have them kept. Fragments that overlap spoil their packet (RFC 5722): nobody
/// sends them in good faith.
final class Reassembly {

    /// Packets in pieces at the same time; the one begun first makes room.
    static final int PACKETS = 4;

    /// Of one packet; a router makes three of 1500 bytes at the smallest MTU.
    static final int FRAGMENTS = 16;

    /// Bytes of a whole packet. Ours are asked for in segments that fit the link; a DNS answer has
    /// 512 at most.
    static final int LARGEST = 4096;

    /// How long a packet may stay in pieces (RFC 1122 3.3.2 has 60 s; pieces that are late by more
    /// than 30 s have been sent again as another packet).
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SequencedMap<FragmentKey, Pieces> packets = new LinkedHashMap<>();

    private record Pieces(long until, List<Fragment> fragments) {}

    /// Takes a fragment, and gives the whole packet when it was the last one missing.
    Optional<IpPacket> add(Fragment fragment, long now) {
        packets.values().removeIf(pieces -> now >= pieces.until());
        Pieces pieces = packets.get(fragment.key());
        if (pieces == null) {
            while (packets.size() >= PACKETS) {
                packets.pollFirstEntry();
            }
            pieces = new Pieces(now + PATIENCE.toNanos(), new ArrayList<>());
            packets.put(fragment.key(), pieces);
        }
        List<Fragment> fragments = pieces.fragments();
        if (isRepeated(fragments, fragment)) {
            return Optional.empty();
        }
        if (isUnsound(fragment) || fragments.size() >= FRAGMENTS || overlaps(fragments, fragment)) {
            packets.remove(fragment.key());
            return Optional.empty();
        }
        fragments.add(fragment);
        fragments.sort(Comparator.comparingInt(Fragment::offset));
        return isComplete(fragments) ? Optional.of(whole(fragments)) : Optional.empty();
    }

    /// All but the last have a multiple of eight bytes, else no other could follow.
    private static boolean isUnsound(Fragment fragment) {
        int length = fragment.bytes().length;
        return length == 0
                || fragment.offset() + length > LARGEST
                || (!fragment.last() && length % 8 != 0);
    }

    private static boolean isRepeated(List<Fragment> fragments, Fragment fragment) {
        return fragments.stream()
                .anyMatch(other ->
                        other.offset() == fragment.offset()
                                && other.bytes().length == fragment.bytes().length
                                && other.last() == fragment.last());
    }

    private static boolean overlaps(List<Fragment> fragments, Fragment fragment) {
        int end = fragment.offset() + fragment.bytes().length;
        return fragments.stream()
                .anyMatch(other -> {
                    int otherEnd = other.offset() + other.bytes().length;
                    return (other.offset() < end && fragment.offset() < otherEnd)
                            || (other.last() && fragment.offset() >= otherEnd)
                            || (fragment.last() && other.offset() >= end);
                });
    }

    private static boolean isComplete(List<Fragment> sorted) {
        int end = 0;
        for (Fragment fragment : sorted) {
            if (fragment.offset() != end) {
                return false;
            }
            end += fragment.bytes().length;
        }
        return sorted.getLast().last();
    }

    private IpPacket whole(List<Fragment> sorted) {
        FragmentKey key = sorted.getFirst().key();
        Fragment last = sorted.getLast();
        byte[] payload = new byte[last.offset() + last.bytes().length];
        for (Fragment fragment : sorted) {
            byte[] bytes = fragment.bytes();
            System.arraycopy(bytes, 0, payload, fragment.offset(), bytes.length);
        }
        packets.remove(key);
        return new IpPacket(key.source(), key.destination(), key.protocol(), payload);
    }
}
