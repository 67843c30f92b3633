package org.kadec21.firmware.instruction;

import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.Outcome.Stage;
import org.kadec21.submission.SubmissionPolicy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import javax.net.SocketFactory;

/// Whether it was the network that failed, or the server: a host that answers is proof.
final class NetworkProof {

    /// Other hosts that are tried.
    private static final int MOST_HOSTS = 3;

    private static final Duration CONNECT = Duration.ofSeconds(20);

    private final Set<Place> others;

    private record Place(String host, int port) {}

    /// @param now what the unit works by
    /// @param before what it worked by before
    NetworkProof(UnitConfig now, Optional<UnitConfig> before) {
        this.others = new LinkedHashSet<>();
        before.ifPresent(this::add);
        now.instructions()
                .ifPresent(
                        box -> others.add(new Place(box.mailbox().host(), box.mailbox().port())));
        now.servers().forEach(server -> others.remove(place(server)));
    }

    /// Whether a call that failed like this went over a network that works.
    boolean isGiven(Deferred failure, SocketFactory sockets) {
        return isAnswer(failure) || others.stream().limit(MOST_HOSTS).anyMatch(answers(sockets));
    }

    private void add(UnitConfig config) {
        config.servers().forEach(server -> others.add(place(server)));
        config.instructions()
                .ifPresent(
                        box -> others.add(new Place(box.mailbox().host(), box.mailbox().port())));
    }

    /// A server that said anything at all was reached.
    private static boolean isAnswer(Deferred failure) {
        return failure.scope() != Scope.HOST
                || failure.reply().isPresent()
                || failure.stage().compareTo(Stage.GREETING) > 0;
    }

    private Predicate<Place> answers(SocketFactory sockets) {
        return place -> {
            try (Socket socket = sockets.createSocket()) {
                socket.connect(
                        InetSocketAddress.createUnresolved(place.host(), place.port()),
                        Math.toIntExact(CONNECT.toMillis()));
                return true;
            } catch (IOException silent) {
                return false;
            }
        };
    }

    private static Place place(SubmissionPolicy server) {
        return new Place(server.host(), server.port());
    }
}
