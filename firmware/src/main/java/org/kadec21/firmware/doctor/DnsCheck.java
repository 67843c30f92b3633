package org.kadec21.firmware.doctor;

import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;

import java.time.Duration;
import java.util.List;

/// `dns`: whether the server's name leads anywhere.
final class DnsCheck implements Check {

    private final String host;
    private final List<String> known;
    private final Resolver resolver;

    /// @param known where the host is by the unit's configuration, if that says so
    DnsCheck(String host, List<String> known, Resolver resolver) {
        this.host = host;
        this.known = List.copyOf(known);
        this.resolver = resolver;
    }

    static boolean isAddress(String host) {
        return host.matches("[0-9.]+|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");
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
        return Duration.ofSeconds(30);
    }

    @Override
    public Result run(Deadline deadline) {
        if (isAddress(host)) {
            return new Result.Ok(host + " is an address, no name to look up");
        }
        if (!known.isEmpty()) {
            return new Result.Ok(
                    host + " is " + String.join(", ", known) + " by the unit's configuration",
                    Facts.NONE.and("addresses", known));
        }
        try {
            List<String> addresses = resolver.addresses(host, deadline);
            return addresses.isEmpty()
                    ? new Result.NotChecked(
                            "the module looks names up by itself; the ports below show whether it"
                                    + " can")
                    : new Result.Ok(
                            host + " is " + String.join(", ", addresses),
                            Facts.NONE.and("addresses", addresses));
        } catch (LinkException unknown) {
            return new Result.Failure(
                    Blame.OUT_OF_REACH,
                    String.valueOf(unknown.getMessage()),
                    "try `nslookup "
                            + host
                            + "`; an address instead of the name will not match"
                            + " the certificate");
        }
    }
}
