package org.kadec21.firmware.doctor;

import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;
import org.kadec21.submission.SubmissionPolicy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// The unit's own port, then `port_587`, `port_465` and `port_25`: whether the way there is open. A
/// port the unit does not use may be closed; what is found there helps to understand the rest.
final class PortReachCheck implements Check {

    static final int RELAY = 25;
    static final int SUBMISSIONS = 465;
    static final int SUBMISSION = 587;

    private static final Duration CONNECT = Duration.ofSeconds(30);
    private static final Duration GREETING = Duration.ofSeconds(10);

    /// RFC 5321 4.5.3.1.5.
    private static final int LINE_BYTES = 512;

    private static final String OUT_OF_REACH =
            "could not be reached: blocked on the way, or nobody there";

    private final SubmissionPolicy server;
    private final int port;
    private final CarrierFacts carrier;
    private final ZoneId zone;
    private final Time time;
    private final Chart chart;

    PortReachCheck(
            SubmissionPolicy server,
            int port,
            CarrierFacts carrier,
            ZoneId zone,
            Time time,
            Chart chart) {
        this.server = server;
        this.port = port;
        this.carrier = carrier;
        this.zone = zone;
        this.time = time;
        this.chart = chart;
    }

    /// The ports worth a look, the one the unit uses first and the one most often blocked last.
    static SequencedSet<Integer> ports(SubmissionPolicy server) {
        return new LinkedHashSet<>(List.of(server.port(), SUBMISSION, SUBMISSIONS, RELAY));
    }

    static String name(int port) {
        return "port_" + port;
    }

    @Override
    public String name() {
        return name(port);
    }

    @Override
    public List<String> needs() {
        return List.of("bearer");
    }

    @Override
    public Duration limit() {
        return CONNECT.plus(GREETING);
    }

    @Override
    public boolean isAside() {
        return !isUsed();
    }

    @Override
    public Result run(Deadline deadline) {
        Reach reach = connect(deadline);
        chart.reached(port, reach);
        Facts facts = Facts.of("state", reach.state().word()).and("used", isUsed());
        return switch (reach.state()) {
            case OPEN -> open(reach, facts.and("greeting", reach.words()));
            case REFUSED ->
                    closed(
                            "refused: nothing listens there, or a firewall says so",
                            "ask the provider for its port",
                            facts);
            case SILENT -> silent(reach.words(), facts);
            case UNREACHABLE ->
                    closed(reach.words(), "check the network and the server's address", facts);
            case UNKNOWN_NAME ->
                    closed(
                            "the name " + server.host() + " is unknown: " + reach.words(),
                            "check the server's name and the network's DNS",
                            facts);
        };
    }

    private boolean isUsed() {
        return port == server.port();
    }

    private Reach connect(Deadline deadline) {
        long start = time.nanos();
        int allowed = millis(CONNECT, deadline);
        try (Socket socket = chart.sockets().createSocket()) {
            socket.connect(InetSocketAddress.createUnresolved(server.host(), port), allowed);
            return Reach.open(port == SUBMISSIONS ? "" : greeting(socket, deadline));
        } catch (IOException failed) {
            return Reach.failed(
                    failed, Duration.ofNanos(time.nanos() - start), Duration.ofMillis(allowed));
        }
    }

    /// The server's first line; empty when it does not speak first, or not in time.
    private String greeting(Socket socket, Deadline deadline) {
        StringBuilder line = new StringBuilder();
        try {
            socket.setSoTimeout(millis(GREETING, deadline));
            InputStream in = socket.getInputStream();
            for (int next = in.read();
                    next >= 0 && next != '\n' && line.length() < LINE_BYTES;
                    next = in.read()) {
                line.append((char) next);
            }
        } catch (IOException silent) {
            return "";
        }
        return new String(
                        line.toString().getBytes(StandardCharsets.ISO_8859_1),
                        StandardCharsets.UTF_8)
                .strip()
                .replaceAll("\\p{Cntrl}", "?");
    }

    private int millis(Duration span, Deadline deadline) {
        long left = time.nanosUntil(deadline.earlier(time.after(span))) / 1_000_000;
        return Math.toIntExact(Math.max(1, left));
    }

    private Result open(Reach reach, Facts facts) {
        Optional<Instant> end =
                carrier.blocked(server.host(), port).stream()
                        .filter(from -> from.isAfter(time.now()))
                        .findFirst();
        String words = "open" + (reach.words().isEmpty() ? "" : ": " + reach.words());
        if (isUsed() && end.isPresent()) {
            return new Result.Warning(
                    words
                            + "; "
                            + carrier.operator()
                            + " blocks it from "
                            + end.get().atZone(zone).toLocalDate(),
                    "move the unit to port 587 with AUTH before that day",
                    facts.and("blocked_from", end.get()));
        }
        return new Result.Ok(words, facts);
    }

    private Result silent(String waited, Facts facts) {
        String words = OUT_OF_REACH + " (" + waited + ")";
        if (port != RELAY) {
            return closed(words, other(), facts);
        }
        String since =
                carrier.blocked(server.host(), port).stream()
                        .filter(from -> !from.isAfter(time.now()) && !from.equals(Instant.MIN))
                        .findFirst()
                        .map(from ->
                                "; "
                                        + carrier.operator()
                                        + " does since "
                                        + from.atZone(zone).toLocalDate())
                        .orElse("");
        return closed(
                words
                        + ". Networks drop port 25 towards servers that are not theirs, against"
                        + " spam (outbound port 25 blocking, OP25B)"
                        + since,
                "submission is port 587 with AUTH: it stays open everywhere; give the unit the"
                        + " firmware and the server for it",
                facts);
    }

    private String other() {
        return List.of(SUBMISSION, SUBMISSIONS).stream()
                .filter(one ->
                        chart.reach(one)
                                .filter(there -> there.state() == Reach.State.OPEN)
                                .isPresent())
                .findFirst()
                .map(one -> "port " + one + " is open: use that one")
                .orElse("ask the provider whether the server is up, try another network");
    }

    private Result closed(String words, String next, Facts facts) {
        return isUsed()
                ? new Result.Failure(Blame.OUT_OF_REACH, words, next, facts)
                : new Result.Ok(words + " (this unit does not use it)", facts);
    }
}
