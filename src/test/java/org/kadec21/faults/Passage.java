package org.kadec21.faults;

import org.kadec21.bench.throughput.ModemRig;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Tasks;
import org.kadec21.modem.dialect.Dialect;
import org.kadec21.modem.dialect.QuectelDialect;
import org.kadec21.modem.dialect.SimcomDialect;
import org.kadec21.modem.dialect.TelitDialect;
import org.kadec21.modem.dialect.UbloxDialect;
import org.kadec21.simulation.module.SimulatedModule;
import org.kadec21.simulation.module.device.ModuleDialect;
import org.kadec21.simulation.module.device.ModuleMemory;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.module.fault.FaultKind;
import org.kadec21.simulation.module.fault.FaultOrder;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Bytes on their way to an echo server and back through a module that misbehaves: a connection
/// that dies is followed by another, which goes on at the last piece that came back whole. Where
/// the fault has not struck by then, the last piece travels again, over further connections.
///
/// @param bytes that came back
/// @param strikes of the fault; none when it had no opportunity in all these connections
/// @param time from first to last byte
record Passage(int bytes, long strikes, int connections, Duration time, Duration radio) {

    /// Bytes that have to come over.
    static final int PAYLOAD = 30_000;

    /// What travels at once; less than a module buffers, so that the echo never waits for us.
    private static final int PIECE = 1500;

    /// The unit sleeps after so many pieces.
    private static final int WAKING = 5;

    private static final int MOST_ATTEMPTS = 200;

    /// Further connections that a fault is given to strike, of which each is at least one
    /// opportunity at 0.4: none in 40 of them is a chance of 1 in 10^9.
    private static final int MOST_ENCORES = 40;

    private static final Duration STEP = Duration.ofMinutes(5);

    @SuppressWarnings("StringConcatToTextBlock") // the line ends are the point
    private static final String TRAPS =
            "\r\nOK\r\n\r\nERROR\r\n\r\nNO CARRIER\r\n> @\"\0\u001a\u001b+++ATH\r\nSEND OK\r\n"
                    + "\r\n+CIPRXGET: 2,0,5,0\r\n\r\n+USORD: 0,6,\"a\"\r\nSRING: 1\r\nRDY\r\n"
                    + "+QIURC: \"closed\",0\r\n+UUSOCL: 0\r\n~\u00ff}#\n\n\r\r\0\"\r\n";

    static Passage through(ModuleDialect vendor, ModemRig.Way way, FaultOrder fault, long seed)
            throws LinkException {
        FaultOrder order = fault.with("chance", often(fault));
        byte[] payload = payload(seed);
        try (ModemRig rig = rig(vendor, way, seed)) {
            rig.module().faults().switchOn(List.of(order), new SplittableRandom(seed));
            Traveller traveller = new Traveller(rig, payload, fault.kind());
            long begin = rig.world().time().nanos();
            int bytes = traveller.travel();
            return new Passage(
                    bytes,
                    traveller.strikes(),
                    traveller.connections,
                    Duration.ofNanos(rig.world().time().nanos() - begin),
                    rig.uplink().usage().radioTime());
        }
    }

    /// Twice as often as usual, but for what a unit has to outlive one after the other.
    private static String often(FaultOrder fault) {
        boolean alone = fault.settings().containsKey("kinds");
        return switch (fault.kind()) {
            case LOST_RESULT -> alone ? "0.4" : "0.8";
            case LEFT_IN_DATA_MODE, PPP_ZOMBIE -> "0.8";
            case ODD_ERRORS -> alone ? "0.03" : "0.06";
            case LATE_REPLY, BYTE_LOSS -> "0.06";
            case PROMPT_TROUBLE -> "0.3";
            case PORT_TROUBLE -> alone ? "0.01" : "0.03";
            case SPONTANEOUS_REBOOT -> "0.03";
            case URC_NOISE, LOST_RECV, ODD_LINES, BLOCKING_COMMANDS -> "0.6";
            case STATUS_LIES -> "0.3";
            case PAYLOAD_TRAPS -> "1";
            case CALL_NOISE,
                    ODD_FRAMES,
                    PACKET_TROUBLE,
                    CALL_ENDS,
                    RENEGOTIATED_LINK,
                    LINE_LOOP,
                    LOGIN_REFUSED,
                    NO_AGREEMENT,
                    NAME_TROUBLE,
                    CLOSED_WINDOW,
                    RESET_CONNECTIONS ->
                    throw new IllegalArgumentException("sockets never meet " + fault);
        };
    }

    /// Moves the payload piece by piece, over as many connections as it takes.
    private static final class Traveller {

        private final ModemRig rig;
        private final byte[] payload;
        private final FaultKind fault;
        private int done;
        private int connections;
        private int attempts;

        Traveller(ModemRig rig, byte[] payload, FaultKind fault) {
            this.rig = rig;
            this.payload = payload;
            this.fault = fault;
        }

        long strikes() {
            return rig.module().faults().strikes(fault);
        }

        int travel() throws LinkException {
            carryAll();
            for (int i = 0; i < MOST_ENCORES && strikes() == 0 && done == payload.length; i++) {
                done -= PIECE;
                carryAll();
            }
            return done;
        }

        private void carryAll() throws LinkException {
            while (done < payload.length && attempts++ < MOST_ATTEMPTS) {
                try (ByteLink link = rig.connect()) {
                    connections++;
                    portion(link);
                    rig.uplink().goOffline(rig.in(STEP));
                    rig.world().runFor(Duration.ofMinutes(1));
                } catch (LinkException dead) {
                    rig.uplink().goOffline(rig.in(STEP));
                    rig.world().runFor(Duration.ofSeconds(30));
                }
            }
        }

        private void portion(ByteLink link) throws LinkException {
            for (int i = 0; i < WAKING && done < payload.length; i++) {
                byte[] piece =
                        Arrays.copyOfRange(payload, done, Math.min(done + PIECE, payload.length));
                link.write(piece, rig.in(STEP));
                expect(link, piece);
                done += piece.length;
            }
        }

        private void expect(ByteLink link, byte[] piece) throws LinkException {
            byte[] buffer = new byte[PIECE];
            int at = 0;
            while (at < piece.length) {
                int count = link.read(buffer, 0, piece.length - at, rig.in(STEP));
                if (count <= 0) {
                    throw new LinkException("the echo ended after " + at + " bytes");
                }
                int wrong = Arrays.mismatch(buffer, 0, count, piece, at, at + count);
                if (wrong >= 0) {
                    throw new AssertionError(
                            "byte " + (done + at + wrong) + " came back as another one");
                }
                at += count;
            }
        }
    }

    /// Traps and every byte value.
    private static byte[] payload(long seed) {
        byte[] bytes = new byte[PAYLOAD];
        new SplittableRandom(seed).nextBytes(bytes);
        byte[] traps = TRAPS.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at + traps.length < bytes.length; at += 1000) {
            System.arraycopy(traps, 0, bytes, at, traps.length);
        }
        return bytes;
    }

    private static ModemRig rig(ModuleDialect vendor, ModemRig.Way way, long seed)
            throws LinkException {
        Dialect dialect =
                switch (vendor) {
                    case QUECTEL -> new QuectelDialect();
                    case SIMCOM -> new SimcomDialect();
                    case UBLOX -> new UbloxDialect();
                    case TELIT -> new TelitDialect();
                };
        List<Tasks> tasks = new ArrayList<>();
        ModemRig rig =
                new ModemRig(
                        ModuleProfile.dualBand().withDialect(vendor),
                        SimulatedModule.sockets(vendor),
                        dialect,
                        ModuleMemory.DEFAULT_BITS_PER_SECOND,
                        seed,
                        (link, peer) -> tasks.getFirst().start("echo", () -> echo(link)),
                        way);
        tasks.add(rig.world().tasks("server"));
        return rig;
    }

    private static void echo(ByteLink link) {
        byte[] buffer = new byte[512];
        try (link) {
            for (int n = 0; n >= 0; n = link.read(buffer, 0, buffer.length, Deadline.never())) {
                link.write(buffer, 0, n, Deadline.never());
            }
        } catch (LinkException e) {
            // the module is gone
        }
    }
}
