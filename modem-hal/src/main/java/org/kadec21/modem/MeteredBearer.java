package org.kadec21.modem;

import org.kadec21.hal.Time;

import java.time.Duration;

import javax.net.SocketFactory;

/// A bearer over any connector, counted from the moment it is made.
final class MeteredBearer implements Bearer {

    /// One write: a bearer at 9600 bit/s carries the largest TLS record in 14 s, ten times that is
    /// hopeless.
    static final Duration WRITE = Duration.ofMinutes(3);

    private final LinkSocketFactory sockets;
    private final Meter meter;
    private final Usage start;

    MeteredBearer(LinkSocketFactory.Connector connector, Meter meter, Time time) {
        sockets =
                new LinkSocketFactory(
                        (host, port, deadline) ->
                                meter.counting(connector.connect(host, port, deadline)),
                        time,
                        WRITE);
        this.meter = meter;
        start = meter.usage();
    }

    @Override
    public SocketFactory sockets() {
        return sockets;
    }

    @Override
    public Usage usage() {
        return meter.usage().minus(start);
    }
}
