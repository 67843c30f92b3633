package org.kadec21.firmware.doctor;

import org.kadec21.hal.Time;
import org.kadec21.modem.Identity;
import org.kadec21.modem.KnownAddresses;
import org.kadec21.modem.LinkSocketFactory;
import org.kadec21.modem.LinkSocketFactory.Connector;
import org.kadec21.modem.Modem;
import org.kadec21.submission.ServerExamination;
import org.kadec21.submission.SubmissionSession;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

import javax.net.SocketFactory;

/// What the checks of one checkup have learned and hand on to later ones. A check may rely on what
/// those it needs have written down.
final class Chart {

    private static final Duration WRITE = Duration.ofMinutes(1);

    private final KnownAddresses known;
    private List<String> candidates = List.of();
    private Optional<OpenedModule> module = Optional.empty();
    private Optional<Modem> modem = Optional.empty();
    private Optional<SocketFactory> sockets = Optional.empty();
    private Optional<ServerExamination> server = Optional.empty();
    private Optional<SubmissionSession> session = Optional.empty();

    private final SortedMap<Integer, Reach> reached = new TreeMap<>();
    private Optional<Instant> networkTime = Optional.empty();

    /// A port with a module behind it.
    record OpenedModule(String port, int bitsPerSecond, Identity identity) {}

    /// What a module has told before anything was changed.
    ///
    /// @param radio what `+CFUN?` says: 0 minimum, 1 full, 4 radio off
    /// @param fixedRate what `+IPR?` says; 0 for finding the speed by itself
    /// @param dialects names of the dialects whose socket commands it knows
    record Interviewed(OptionalInt radio, OptionalInt fixedRate, List<String> dialects) {}

    private Interviewed interview =
            new Interviewed(OptionalInt.empty(), OptionalInt.empty(), List.of());

    /// @param known hosts whose names are not looked up
    Chart(KnownAddresses known) {
        this.known = known;
    }

    /// Ports that may still turn out to be the module's.
    List<String> candidates() {
        return candidates;
    }

    void keep(List<String> ports) {
        candidates = List.copyOf(ports);
    }

    OpenedModule module() {
        return module.orElseThrow();
    }

    void found(OpenedModule opened) {
        module = Optional.of(opened);
    }

    Interviewed interview() {
        return interview;
    }

    void told(Interviewed answers) {
        interview = answers;
    }

    Modem modem() {
        return modem.orElseThrow();
    }

    Optional<Modem> modemIfWoken() {
        return modem;
    }

    void woken(Modem awake) {
        modem = Optional.of(awake);
    }

    SocketFactory sockets() {
        return sockets.orElseThrow();
    }

    /// Connections are made by `connector`, to a server at known addresses without its name.
    void online(Connector connector, Time time) {
        sockets = Optional.of(new LinkSocketFactory(known.over(connector, time), time, WRITE));
    }

    /// How a port of the server was found; empty when nobody has looked.
    Optional<Reach> reach(int port) {
        return Optional.ofNullable(reached.get(port));
    }

    void reached(int port, Reach reach) {
        reached.put(port, reach);
    }

    Optional<Instant> networkTime() {
        return networkTime;
    }

    void networkTold(Instant now) {
        networkTime = Optional.of(now);
    }

    ServerExamination server() {
        return server.orElseThrow();
    }

    void examined(ServerExamination examination) {
        server = Optional.of(examination);
    }

    SubmissionSession session() {
        return session.orElseThrow();
    }

    Optional<SubmissionSession> sessionIfOpen() {
        return session;
    }

    void loggedIn(SubmissionSession open) {
        session = Optional.of(open);
    }
}
