package org.kadec21.simulation.provider.http;

import java.time.Instant;

/// What answers the requests of a connection.
@FunctionalInterface
public interface HttpSite {

    HttpResponse answer(HttpRequest request, Browser browser, Instant now);

    /// Who asks.
    ///
    /// @param address the client's address without its port, as the network tells it
    /// @param secure whether the connection runs inside TLS
    record Browser(String address, boolean secure) {}
}
