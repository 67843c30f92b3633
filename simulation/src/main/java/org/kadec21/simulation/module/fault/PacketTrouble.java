package org.kadec21.simulation.module.fault;

import java.util.List;
import java.util.Optional;

/// A network that loses packets, brings them twice, in another order, or with a byte that is
/// another one, as a router with bad memory does: the frame around it is whole.
final class PacketTrouble extends CallFault {

    private final List<String> kinds;
    private final Detour towardsHost = new Detour();
    private final Detour fromHost = new Detour();

    PacketTrouble(FaultOrder order, Circumstances circumstances) {
        super(order, circumstances);
        kinds = order.words("kinds");
    }

    @Override
    public List<byte[]> packetsTowardsHost(byte[] packet) {
        return towardsHost.behind(packet);
    }

    @Override
    public List<byte[]> packetsFromHost(byte[] packet) {
        return fromHost.behind(packet);
    }

    /// One direction.
    private final class Detour {

        /// What the next packet overtakes.
        private Optional<byte[]> late = Optional.empty();

        List<byte[]> behind(byte[] packet) {
            if (late.isPresent()) {
                List<byte[]> swapped = List.of(packet, late.get());
                late = Optional.empty();
                return swapped;
            }
            if (packet.length == 0 || !strikes()) {
                return List.of(packet);
            }
            return switch (circumstances().oneOf(kinds)) {
                case "loss" -> List.of();
                case "double" -> List.of(packet, packet);
                case "order" -> {
                    late = Optional.of(packet);
                    yield List.of();
                }
                default -> List.of(damaged(packet));
            };
        }

        private byte[] damaged(byte[] packet) {
            byte[] other = packet.clone();
            int at = circumstances().chance().nextInt(packet.length);
            other[at] ^= (byte) (1 << circumstances().chance().nextInt(Byte.SIZE));
            return other;
        }
    }
}
