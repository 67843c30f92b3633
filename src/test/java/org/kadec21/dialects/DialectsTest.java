package org.kadec21.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kadec21.bench.throughput.ModemRig;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.LinkException;
import org.kadec21.modem.dialect.Dialect;
import org.kadec21.modem.dialect.QuectelDialect;
import org.kadec21.modem.dialect.SimcomDialect;
import org.kadec21.modem.dialect.TelitDialect;
import org.kadec21.modem.dialect.UbloxDialect;
import org.kadec21.simulation.module.device.ModuleDialect;
import org.kadec21.simulation.module.device.ModuleProfile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/// Each dialect of the HAL against the same vendor's pack of the simulated module, written
/// independently of each other.
class DialectsTest {

    private static final int MEBIBYTE = 1 << 20;

    /// What travels at once; less than a module buffers, so that the echo never waits for us.
    private static final int PIECE = 4096;

    @SuppressWarnings("StringConcatToTextBlock") // the line ends are the point
    private static final String TRAPS =
            "\r\nOK\r\n\r\nERROR\r\n\r\nNO CARRIER\r\n> @\"\0\u001a\u001b+++ATH\r\nSEND OK\r\n"
                    + "\r\n+CIPRXGET: 2,0,5,0\r\n\r\n+USORD: 0,6,\"a\"\r\nSRING: 1\r\nRDY\r\n"
                    + "+QIURC: \"closed\",0\r\n+UUSOCL: 0\r\n\n\n\r\r\0\"\r\n";

    @ParameterizedTest
    @EnumSource
    void carriesPayloadsThatLookLikeReplies(ModuleDialect vendor) throws LinkException {
        byte[] traps = TRAPS.getBytes(StandardCharsets.ISO_8859_1);
        try (ModemRig rig = rig(vendor, 1)) {
            ByteLink link = rig.connect();
            for (int split = 0; split <= traps.length; split += 7) {
                assertThat(through(rig, link, Arrays.copyOf(traps, split)))
                        .isEqualTo(Arrays.copyOf(traps, split));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void carriesEveryByteValueInEverySizeAroundThePortions(ModuleDialect vendor)
            throws LinkException {
        try (ModemRig rig = rig(vendor, 2)) {
            ByteLink link = rig.connect();
            for (int size : new int[] {1, 2, 255, 256, 1023, 1024, 1025, 1460, 1461, 1500, 4096}) {
                byte[] bytes = bytes(size, size);
                assertThat(through(rig, link, bytes)).isEqualTo(bytes);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("full")
    void carriesAMebibyteBothWays(ModuleDialect vendor) throws LinkException {
        byte[] bytes = bytes(MEBIBYTE, 3);
        try (ModemRig rig = rig(vendor, 3)) {
            assertThat(through(rig, rig.connect(), bytes)).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClosedConnectionIsFollowedByAnother(ModuleDialect vendor) throws LinkException {
        byte[] bytes = bytes(3000, 4);
        try (ModemRig rig = rig(vendor, 4)) {
            for (int round = 0; round < 8; round++) {
                ByteLink link = rig.connect();
                assertThat(through(rig, link, bytes)).isEqualTo(bytes);
                link.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sleepsAndComesBack(ModuleDialect vendor) throws LinkException {
        byte[] bytes = bytes(500, 5);
        try (ModemRig rig = rig(vendor, 5)) {
            for (int round = 0; round < 3; round++) {
                assertThat(through(rig, rig.connect(), bytes)).isEqualTo(bytes);
                rig.uplink().goOffline(rig.in(Duration.ofMinutes(2)));
                rig.world().runFor(Duration.ofMinutes(10));
            }
        }
    }

    /// A reset wherever the transfer stands: the connection dies with an error in bounded time,
    /// what came before it is right, and the next one works.
    @ParameterizedTest
    @EnumSource
    void survivesAResetAnywhere(ModuleDialect vendor) throws LinkException {
        byte[] bytes = bytes(60_000, 6);
        for (int millis = 50; millis < 6000; millis += 700) {
            try (ModemRig rig = rig(vendor, 6)) {
                ByteLink link = rig.connect();
                Duration until = Duration.ofMillis(millis);
                rig.world()
                        .tasks("weather")
                        .start(
                                "reset",
                                () -> {
                                    rig.world().tasks("weather").sleepUntil(rig.in(until));
                                    rig.module().power().pulseReset();
                                });
                long before = rig.world().time().nanos();

                byte[] echoed = untilDead(rig, link, bytes);

                long spent = rig.world().time().nanos() - before;
                assertThat(echoed).isEqualTo(Arrays.copyOf(bytes, echoed.length));
                assertThat(Duration.ofNanos(spent)).isLessThan(Duration.ofMinutes(10));
                assertThat(through(rig, rig.connect(), bytes(100, 7))).isEqualTo(bytes(100, 7));
            }
        }
    }

    private static byte[] untilDead(ModemRig rig, ByteLink link, byte[] bytes) {
        ByteArrayOutputStream echoed = new ByteArrayOutputStream();
        try {
            for (int at = 0; at < bytes.length; at += PIECE) {
                exchange(
                        rig,
                        link,
                        Arrays.copyOfRange(bytes, at, Math.min(at + PIECE, bytes.length)),
                        echoed);
            }
        } catch (LinkException dead) {
            assertThat(dead.getMessage()).isNotBlank();
        } finally {
            link.close();
        }
        return echoed.toByteArray();
    }

    private static byte[] through(ModemRig rig, ByteLink link, byte[] bytes) throws LinkException {
        ByteArrayOutputStream echoed = new ByteArrayOutputStream();
        for (int at = 0; at < bytes.length; at += PIECE) {
            exchange(
                    rig,
                    link,
                    Arrays.copyOfRange(bytes, at, Math.min(at + PIECE, bytes.length)),
                    echoed);
        }
        return echoed.toByteArray();
    }

    private static void exchange(
            ModemRig rig, ByteLink link, byte[] piece, ByteArrayOutputStream echoed)
            throws LinkException {
        link.write(piece, rig.in(Duration.ofMinutes(5)));
        byte[] buffer = new byte[PIECE];
        int missing = piece.length;
        while (missing > 0) {
            int count = link.read(buffer, 0, missing, rig.in(Duration.ofMinutes(5)));
            if (count <= 0) {
                throw new LinkException("the echo of " + missing + " bytes never came");
            }
            echoed.write(buffer, 0, count);
            missing -= count;
        }
    }

    /// Every byte value, in an order that a seed decides.
    private static byte[] bytes(int size, int seed) {
        byte[] bytes = new byte[size];
        int state = seed;
        for (int i = 0; i < size; i++) {
            state = state * 1_103_515_245 + 12_345;
            bytes[i] = (byte) (state >> 16);
        }
        return bytes;
    }

    private static ModemRig rig(ModuleDialect vendor, long seed) throws LinkException {
        Dialect dialect =
                switch (vendor) {
                    case QUECTEL -> new QuectelDialect();
                    case SIMCOM -> new SimcomDialect();
                    case UBLOX -> new UbloxDialect();
                    case TELIT -> new TelitDialect();
                };
        return EchoServer.rig(ModuleProfile.dualBand().withDialect(vendor), dialect, seed);
    }
}
