package org.kadec21.bench.throughput;

import org.kadec21.modem.dialect.Dialect;
import org.kadec21.modem.dialect.QuectelDialect;
import org.kadec21.modem.dialect.SimcomDialect;
import org.kadec21.modem.dialect.TelitDialect;
import org.kadec21.modem.dialect.UbloxDialect;
import org.kadec21.simulation.module.device.ModuleDialect;

import java.time.Duration;
import java.util.List;

/// The most a dialect can carry, from its grammar alone: of every exchange with the largest payload
/// the vendor allows, the payload counts, and the command, the prompt, the announcement and the
/// result are framing; all of it goes over the line one after the other, 10 bits a byte (8N1), and
/// a wait that the vendor demands is added.
///
/// @param module the simulated module's side
/// @param dialect the unit's side
public record Ceiling(
        ModuleDialect module, Dialect dialect, Exchange sending, Exchange reading) {

    private static final int BITS_PER_BYTE = 10;

    /// One command that carries a payload.
    ///
    /// @param payload bytes, the most that the vendor allows
    /// @param framing everything else as it stands on the line, echo off
    /// @param demandedWait between prompt and payload
    public record Exchange(int payload, List<String> framing, Duration demandedWait) {

        public Exchange {
            framing = List.copyOf(framing);
        }

        public int framingBytes() {
            return framing.stream().mapToInt(String::length).sum();
        }

        double bytesPerSecond(int bitsPerSecond) {
            double onTheLine =
                    (payload + framingBytes()) * (double) BITS_PER_BYTE / bitsPerSecond;
            return payload / (onTheLine + demandedWait.toNanos() / 1e9);
        }
    }

    /// The dialects there are.
    public static List<Ceiling> all() {
        return List.of(quectel(), simcom(), ublox(), telit());
    }

    /// Payload bytes per second towards the network.
    public double up(int bitsPerSecond) {
        return sending.bytesPerSecond(bitsPerSecond);
    }

    /// Payload bytes per second from the network.
    public double down(int bitsPerSecond) {
        return reading.bytesPerSecond(bitsPerSecond);
    }

    private static Ceiling quectel() {
        return new Ceiling(
                ModuleDialect.QUECTEL,
                new QuectelDialect(),
                exchange(1460, "AT+QISEND=0,1460\r", "\r\n> ", "\r\nSEND OK\r\n"),
                exchange(1500, "AT+QIRD=0,1500\r", "\r\n+QIRD: 1500\r\n", "\r\n\r\nOK\r\n"));
    }

    private static Ceiling simcom() {
        return new Ceiling(
                ModuleDialect.SIMCOM,
                new SimcomDialect(),
                exchange(
                        1500,
                        "AT+CIPSEND=0,1500\r",
                        "\r\n>",
                        "\r\nOK\r\n",
                        "\r\n+CIPSEND: 0,1500,1500\r\n"),
                exchange(
                        1500,
                        "AT+CIPRXGET=2,0,1500\r",
                        "\r\n+CIPRXGET: 2,0,1500,8740\r\n",
                        "\r\n\r\nOK\r\n"));
    }

    /// "After the @ prompt reception, wait for a minimum of 50 ms before sending data"
    /// (UBX-17003787, `+USOWR`). After a read that left something, `+UUSORD` comes again.
    private static Ceiling ublox() {
        return new Ceiling(
                ModuleDialect.UBLOX,
                new UbloxDialect(),
                new Exchange(
                        1024,
                        List.of(
                                "AT+USOWR=0,1024\r",
                                "\r\n@",
                                "\r\n+USOWR: 0,1024\r\n",
                                "\r\nOK\r\n"),
                        Duration.ofMillis(50)),
                exchange(
                        1024,
                        "AT+USORD=0,1024\r",
                        "\r\n+USORD: 0,1024,\"",
                        "\"\r\n",
                        "\r\nOK\r\n",
                        "\r\n+UUSORD: 0,9216\r\n"));
    }

    private static Ceiling telit() {
        return new Ceiling(
                ModuleDialect.TELIT,
                new TelitDialect(),
                exchange(1500, "AT#SSENDEXT=1,1500\r", "\r\n> ", "\r\nOK\r\n"),
                exchange(
                        1500, "AT#SRECV=1,1500\r", "\r\n#SRECV: 1,1500\r\n", "\r\n\r\nOK\r\n"));
    }

    private static Exchange exchange(int payload, String... framing) {
        return new Exchange(payload, List.of(framing), Duration.ZERO);
    }
}
