package org.kadec21.simulation.provider.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Writes an answer, with the lines that every one of them has: length, date, and what keeps a
/// browser from running, framing, storing, sniffing or leaking a page.
final class ResponseOctets {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /// Nothing but the page's own stylesheet and its own forms; no script at all.
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    private ResponseOctets() {}

    /// @param withBody false for the answer to HEAD
    static byte[] of(HttpResponse response, boolean keepAlive, boolean withBody, Instant now) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(response.status().line());
        line(head, "Date", DATE.format(now));
        line(head, "Content-Length", Integer.toString(response.body().length));
        line(head, "Connection", keepAlive ? "keep-alive" : "close");
        line(head, "Cache-Control", "no-store");
        line(head, "Content-Security-Policy", CONTENT_SECURITY_POLICY);
        line(head, "X-Content-Type-Options", "nosniff");
        line(head, "X-Frame-Options", "DENY");
        line(head, "Referrer-Policy", "same-origin");
        line(head, "Cross-Origin-Opener-Policy", "same-origin");
        response.headers().forEach(header -> line(head, header.name(), header.value()));
        head.append("\r\n\r\n");
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        if (withBody) {
            octets.writeBytes(response.body());
        }
        return octets.toByteArray();
    }

    private static void line(StringBuilder head, String name, String value) {
        head.append("\r\n").append(name).append(": ").append(value);
    }
}
