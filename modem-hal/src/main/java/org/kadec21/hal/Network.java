package org.kadec21.hal;

/// TCP, as the host's own network or as a simulated one.
public interface Network {

    /// Connects to `host` (a name or an address) and `port`.
    ///
    /// @throws LinkException when it is refused, unreachable, unknown, or `deadline` came first;
    ///   the message says which
    ByteLink connect(String host, int port, Deadline deadline) throws LinkException;

    /// Listens on `host` and `port` (0: any free one) and hands each connection to `acceptor`, as a
    /// task holding the baton.
    ///
    /// @throws LinkException when the address is in use or not ours
    Listening listen(String host, int port, Acceptor acceptor) throws LinkException;

    /// What becomes of a connection. It must not wait: start a task for that.
    @FunctionalInterface
    interface Acceptor {
        void accept(ByteLink link, String peer);
    }

    /// A port being listened on.
    interface Listening extends AutoCloseable {

        int port();

        @Override
        void close();
    }
}
