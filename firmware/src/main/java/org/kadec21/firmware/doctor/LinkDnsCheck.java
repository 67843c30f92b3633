package org.kadec21.firmware.doctor;

import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.NotConnectedException;
import org.kadec21.hal.Time;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/// `dns` over PPP, where the unit asks the network's name servers itself: whether a connection to
/// the server comes as far as an address.
final class LinkDnsCheck implements Check {

    private final String host;
    private final int port;
    private final Time time;
    private final Chart chart;

    LinkDnsCheck(String host, int port, Time time, Chart chart) {
        this.host = host;
        this.port = port;
        this.time = time;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public List<String> needs() {
        return List.of("bearer");
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(40);
    }

    @Override
    public Result run(Deadline deadline) {
        if (DnsCheck.isAddress(host)) {
            return new Result.Ok(host + " is an address, no name to look up");
        }
        try (Socket socket = chart.sockets().createSocket()) {
            long left = Math.max(1, time.nanosUntil(deadline) / 1_000_000);
            socket.connect(InetSocketAddress.createUnresolved(host, port), Math.toIntExact(left));
            return new Result.Ok(host + " has an address");
        } catch (NotConnectedException failed) {
            return failed.why() == NotConnectedException.Why.UNKNOWN_NAME
                    ? new Result.Failure(
                            Blame.OUT_OF_REACH,
                            String.valueOf(failed.getMessage()),
                            "check the server's name; if it is right, the network's name servers do"
                                    + " not answer")
                    : new Result.Ok(host + " has an address");
        } catch (IOException failed) {
            return new Result.Failure(
                    Blame.OUT_OF_REACH,
                    String.valueOf(failed.getMessage()),
                    "see whether the call lasts: dial again");
        }
    }
}
