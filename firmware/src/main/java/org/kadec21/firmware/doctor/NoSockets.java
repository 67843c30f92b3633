package org.kadec21.firmware.doctor;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Urc;
import org.kadec21.hal.at.UrcTable;
import org.kadec21.modem.dialect.AccessPoint;
import org.kadec21.modem.dialect.Dialect;
import org.kadec21.modem.dialect.PacketService;

import java.util.List;
import java.util.Optional;

/// The dialect of a module whose socket commands nobody knows: SIM, signal, registration and band
/// are asked by commands that all modules have.
final class NoSockets implements Dialect {

    @Override
    public String name() {
        return "none";
    }

    @Override
    public UrcTable urcs() {
        return UrcTable.of(List.of());
    }

    @Override
    public List<String> powerOff() {
        return List.of();
    }

    @Override
    public PacketService packetService(AtPort port, Time time, Tasks tasks) {
        return new NoService();
    }

    /// Fits every module, and opens nothing.
    private static final class NoService implements PacketService {

        private static final String REASON = "the module's socket commands are not known";

        @Override
        public Optional<String> misfit() {
            return Optional.empty();
        }

        @Override
        public Reply open(AccessPoint accessPoint, Deadline deadline) {
            return new Reply.Denied(REASON);
        }

        @Override
        public boolean isOpen() {
            return false;
        }

        @Override
        public ByteLink connect(String host, int port, Deadline deadline) throws LinkException {
            throw new LinkException(REASON);
        }

        @Override
        public void close(Deadline deadline) {
            // nothing is open
        }

        @Override
        public void lost(String reason) {
            // nothing is open
        }

        @Override
        public void heard(Urc urc) {
            // no URC is asked for
        }
    }
}
