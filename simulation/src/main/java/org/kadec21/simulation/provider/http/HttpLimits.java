package org.kadec21.simulation.provider.http;

import java.time.Duration;

/// What a browser may spend of the server's memory and patience.
public final class HttpLimits {

    /// Octets of a request line without its end; a longer one is answered with 414.
    public static final int REQUEST_LINE = 2048;

    /// Octets of request line and header lines together; more are answered with 431.
    public static final int HEAD = 16_384;

    /// Header lines of a request; more are answered with 431.
    public static final int HEADER_LINES = 64;

    /// Octets of a body; more are answered with 413. The largest form has 4,000 characters of
    /// Japanese text, nine octets each when percent-encoded.
    public static final int BODY = 49_152;

    /// Fields of a form; more are answered with 400.
    public static final int FORM_FIELDS = 32;

    /// Requests on one connection, then it ends.
    public static final int REQUESTS = 100;

    /// Silence of the browser between octets or requests.
    public static final Duration SILENCE = Duration.ofSeconds(15);

    /// From the first octet of a request to its last, however steadily they drip; then 408.
    public static final Duration REQUEST = Duration.ofSeconds(30);

    private HttpLimits() {}
}
