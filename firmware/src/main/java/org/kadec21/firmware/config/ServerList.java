package org.kadec21.firmware.config;

import org.kadec21.submission.SubmissionPolicy;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/// A unit's submission servers, most wanted first, and when the next one takes over.
public record ServerList(List<MailServer> servers, Failover failover) {

    public ServerList {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("expected at least one server, came none");
        }
    }

    /// When a server that answers nothing useful is passed over, and for how long.
    ///
    /// @param calls so many calls in a row that the host or the way to it failed, or
    /// @param outage so long between the first and the last of them
    /// @param returnAfter after the last failure, until it is called again
    public record Failover(int calls, Duration outage, Duration returnAfter) {

        /// At once, and back within the hour.
        public static final Failover STANDARD =
                new Failover(1, Duration.ofHours(1), Duration.ofHours(1));
    }

    /// Always these, in this order.
    public static ServerList always(List<SubmissionPolicy> policies) {
        return new ServerList(
                policies.stream().map(MailServer::always).toList(), Failover.STANDARD);
    }

    /// The same, where names that `others` knows the addresses of keep these.
    ServerList addressedAs(ServerList others) {
        return new ServerList(
                servers.stream().map(server -> server.at(others.addressesOf(server))).toList(),
                failover);
    }

    private List<String> addressesOf(MailServer server) {
        return servers.stream()
                .filter(other -> other.policy().host().equalsIgnoreCase(server.policy().host()))
                .findFirst()
                .map(MailServer::addresses)
                .orElse(server.addresses());
    }

    /// The servers whose dates fit. A date is a plan and no permission: where a moment fits none,
    /// as that of a clock that was reset, the servers nearest to it in time.
    public List<MailServer> at(Instant moment) {
        List<MailServer> fitting =
                servers.stream().filter(server -> server.isUsedAt(moment)).toList();
        if (!fitting.isEmpty()) {
            return fitting;
        }
        Duration nearest =
                servers.stream()
                        .map(server -> distance(server, moment))
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
        return servers.stream().filter(server -> distance(server, moment).equals(nearest)).toList();
    }

    /// The policies alone.
    public List<SubmissionPolicy> policies() {
        return servers.stream().map(MailServer::policy).toList();
    }

    ServerList withPolicies(UnaryOperator<SubmissionPolicy> change) {
        return new ServerList(
                servers.stream().map(server -> server.with(change.apply(server.policy()))).toList(),
                failover);
    }

    private static Duration distance(MailServer server, Instant moment) {
        return moment.isBefore(server.from())
                ? Duration.between(moment, server.from())
                : Duration.between(server.until(), moment);
    }
}
