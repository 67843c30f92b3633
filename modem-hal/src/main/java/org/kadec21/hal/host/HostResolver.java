package org.kadec21.hal.host;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.NotConnectedException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Names to addresses, by the host's own resolver. Its answer may come from a cache or a file.
public final class HostResolver {

    private final Baton baton;

    public HostResolver(HostTasks tasks) {
        baton = tasks.baton();
    }

    /// The addresses of `host`, at least one.
    ///
    /// @throws NotConnectedException when the name is unknown, or `deadline` came first
    public List<String> addresses(String host, Deadline deadline) throws LinkException {
        return new Lookup(host).await(deadline);
    }

    /// A question that a platform thread waits with, since the resolver blocks.
    private final class Lookup {

        private final String host;
        private final HostSignal settled;
        private Optional<List<String>> addresses = Optional.empty();
        private Optional<UnknownHostException> failure = Optional.empty();

        Lookup(String host) {
            this.host = host;
            settled = baton.signal("the addresses of " + host);
        }

        List<String> await(Deadline deadline) throws LinkException {
            Thread.ofPlatform().daemon().name("resolve " + host).start(this::ask);
            while (addresses.isEmpty() && failure.isEmpty()) {
                if (!settled.await(deadline)) {
                    throw new NotConnectedException(
                            NotConnectedException.Why.SILENT,
                            "expected the addresses of "
                                    + host
                                    + ", the resolver gave no answer in time; check this machine's"
                                    + " DNS servers");
                }
            }
            if (failure.isPresent()) {
                throw ConnectFailure.of(host, 0, failure.get());
            }
            return addresses.orElseThrow();
        }

        private void ask() {
            try {
                List<String> found =
                        Stream.of(InetAddress.getAllByName(host))
                                .map(InetAddress::getHostAddress)
                                .toList();
                baton.holding(() -> {
                    addresses = Optional.of(found);
                    settled.raise();
                });
            } catch (UnknownHostException unknown) {
                baton.holding(() -> {
                    failure = Optional.of(unknown);
                    settled.raise();
                });
            }
        }
    }
}
