package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.MailServer;
import org.kadec21.firmware.config.ServerList.Failover;
import org.kadec21.hal.Deadline;
import org.kadec21.submission.Outcome.Scope;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// Which server is asked next: the first of the list that is not passed over. A server that broke
/// our security policy is replaced only by one that demands no less, so that nobody can press a
/// unit into clear text by spoiling its better servers.
record ServerChoice(Function<MailServer, Standing> standings, Failover rules) {

    /// The choice at one moment; when all are passed over, the one that may be called again first.
    ///
    /// @param servers those whose dates fit, most wanted first; not empty
    MailServer among(List<MailServer> servers, Deadline now) {
        int floor =
                servers.stream()
                        .filter(server -> isPassedOver(server, now))
                        .filter(server -> standing(server).trouble() == Scope.SECURITY)
                        .mapToInt(MailServer::demand)
                        .max()
                        .orElse(0);
        List<MailServer> eligible =
                servers.stream().filter(server -> server.demand() >= floor).toList();
        return eligible.stream()
                .filter(server -> !isPassedOver(server, now))
                .findFirst()
                .orElseGet(() -> eligible.stream().min(soonestFirst()).orElseThrow());
    }

    private Comparator<MailServer> soonestFirst() {
        return Comparator.comparing(server -> standing(server).patience().alarmsFrom());
    }

    private boolean isPassedOver(MailServer server, Deadline now) {
        return standing(server).isPassedOver(rules, now);
    }

    private Standing standing(MailServer server) {
        return standings.apply(server);
    }
}
