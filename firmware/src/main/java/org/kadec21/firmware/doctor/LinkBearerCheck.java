package org.kadec21.firmware.doctor;

import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.hal.Deadline;
import org.kadec21.modem.ppp.link.LinkEnd;
import org.kadec21.modem.ppp.link.LinkTerms;

import java.time.Duration;
import java.util.List;

/// `bearer`: what a PPP link gives the unit: address, name servers, packet size.
final class LinkBearerCheck implements Check {

    private final CallLog log;

    LinkBearerCheck(CallLog log) {
        this.log = log;
    }

    @Override
    public String name() {
        return "bearer";
    }

    @Override
    public List<String> needs() {
        return List.of("ipcp");
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Result run(Deadline deadline) {
        if (log.terms().isEmpty() || log.end().isPresent()) {
            return log.end()
                    .<Result>map(LinkBearerCheck::failure)
                    .orElse(new Result.NotChecked("the link did not come up"));
        }
        LinkTerms terms = log.terms().get();
        List<String> servers = terms.servers().stream().map(LinkBearerCheck::text).toList();
        String address = terms.address().map(LinkBearerCheck::text).orElse("IPv6 only");
        Facts facts = Facts.of("address", address).and("dns", servers).and("mtu", terms.mtu());
        return servers.isEmpty()
                ? new Result.Warning(
                        "PPP up, address " + address + ", no name servers",
                        "give the mail server by its address, or ask the carrier for name servers",
                        facts)
                : new Result.Ok(
                        "PPP up, address "
                                + address
                                + ", name servers "
                                + String.join(" and ", servers),
                        facts);
    }

    private static Result failure(LinkEnd end) {
        return new Result.Failure(Blame.OUT_OF_REACH, end.reason(), end.advice());
    }

    private static String text(int address) {
        return (address >>> 24)
                + "."
                + (address >>> 16 & 0xff)
                + "."
                + (address >>> 8 & 0xff)
                + "."
                + (address & 0xff);
    }
}
