package org.kadec21.simulation.provider.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Cuts received octets into requests, however they were cut into portions on the way.
final class RequestReader {

    private static final byte[] EMPTY_LINE = {'\r', '\n', '\r', '\n'};

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Optional<HeadParser.Outcome.Head> pending = Optional.empty();
    private int endMatched;
    private boolean firstLineOver;
    private byte last;

    /// A request, or why there is none; after a refusal nothing further can be told apart.
    sealed interface Parsed {

        record Complete(HttpRequest request) implements Parsed {}

        record Refused(Status status, String sentence) implements Parsed {}
    }

    /// Takes octets up to the end of a request; empty when they end before that.
    Optional<Parsed> take(ByteBuffer input) {
        while (pending.isEmpty() && input.hasRemaining()) {
            Optional<Parsed> refusal = takeHead(input.get());
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return pending.flatMap(begun -> takeBody(begun, input));
    }

    /// Whether no octet of a request has come yet.
    boolean isIdle() {
        return head.size() == 0 && pending.isEmpty();
    }

    private Optional<Parsed> takeHead(byte octet) {
        boolean loneLf = octet == '\n' && last != '\r';
        boolean loneCr = last == '\r' && octet != '\n';
        if (loneLf || loneCr || octet == 0) {
            return refuse(Status.BAD_REQUEST, "Expected lines that end with CR LF, without NUL.");
        }
        last = octet;
        head.write(octet);
        endMatched = octet == EMPTY_LINE[endMatched] ? endMatched + 1 : octet == '\r' ? 1 : 0;
        if (head.size() == 2 && endMatched == 2) {
            reset(); // an empty line in front of a request is passed over (RFC 9112 section 2.2)
            return Optional.empty();
        }
        firstLineOver |= endMatched == 2;
        if (!firstLineOver && head.size() > HttpLimits.REQUEST_LINE + 1) {
            return refuse(
                    Status.URI_TOO_LONG,
                    "Expected a request line of at most " + HttpLimits.REQUEST_LINE + " octets.");
        }
        if (head.size() > HttpLimits.HEAD) {
            return refuse(
                    Status.HEADERS_TOO_LARGE,
                    "Expected a head of at most " + HttpLimits.HEAD + " octets.");
        }
        return endMatched == EMPTY_LINE.length ? judgeHead() : Optional.empty();
    }

    private Optional<Parsed> judgeHead() {
        String text = head.toString(StandardCharsets.ISO_8859_1);
        return switch (HeadParser.parse(text.substring(0, text.length() - EMPTY_LINE.length))) {
            case HeadParser.Outcome.Wrong(Parsed.Refused refusal) -> Optional.of(refusal);
            case HeadParser.Outcome.Head found -> {
                pending = Optional.of(found);
                yield Optional.empty();
            }
        };
    }

    private Optional<Parsed> takeBody(HeadParser.Outcome.Head begun, ByteBuffer input) {
        byte[] portion = new byte[Math.min(input.remaining(), begun.bodyOctets() - body.size())];
        input.get(portion);
        body.writeBytes(portion);
        if (body.size() < begun.bodyOctets()) {
            return Optional.empty();
        }
        HttpRequest request = begun.request();
        Parsed complete =
                new Parsed.Complete(
                        new HttpRequest(
                                request.method(),
                                request.path(),
                                request.query(),
                                request.headers(),
                                body.toByteArray(),
                                request.keepAlive()));
        reset();
        return Optional.of(complete);
    }

    private void reset() {
        head.reset();
        body.reset();
        pending = Optional.empty();
        endMatched = 0;
        firstLineOver = false;
        last = 0;
    }

    private static Optional<Parsed> refuse(Status status, String sentence) {
        return Optional.of(new Parsed.Refused(status, sentence));
    }
}
