package org.kadec21.submission.peer;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Network;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Time;
import org.kadec21.simulation.net.VirtualInternet;
import org.kadec21.simulation.time.World;
import org.kadec21.submission.MailResult;
import org.kadec21.submission.OutgoingMail;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionSession;
import org.kadec21.submission.Submitter;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

/// One client and one scripted server in virtual time.
public final class MailWorld {

    public static final String HOST = "smtp.provider.test";

    private final World world;
    private final Network network;
    private final Time unitClock;
    private final List<String> announced = new ArrayList<>();
    private Optional<SSLContext> tls = Optional.empty();
    private Optional<ScriptedServer> server = Optional.empty();

    public MailWorld() {
        this(Duration.ZERO);
    }

    /// @param clockError how far the unit's clock is off
    public MailWorld(Duration clockError) {
        world = new World(1, Instant.parse("2024-06-01T00:00:00Z"), line -> {});
        network = new VirtualInternet(world.tasks("internet"), world.time());
        unitClock = world.clock(clockError);
    }

    public MailWorld withTls(SSLContext context) {
        tls = Optional.of(context);
        return this;
    }

    public ScriptedServer server() {
        return server.orElseThrow();
    }

    /// Mail ids in the order they were announced by `beforeLastByte`, each with the lines the
    /// server had received by then.
    public List<String> announced() {
        return announced;
    }

    /// Lets the other side act for a minute; from within the client.
    public void pause() {
        world.tasks("unit").sleepUntil(world.time().after(Duration.ofMinutes(1)));
    }

    public Randomness randomness() {
        return world.randomness("client");
    }

    public Time time() {
        return world.time();
    }

    /// Plays the dialogues, a connection each, while `client` runs against them.
    public <T> T play(Function<SocketFactory, T> client, int port, String... dialogues) {
        List<T> results = new ArrayList<>();
        ScriptedServer peer =
                new ScriptedServer(
                        world.tasks("server"),
                        world.time(),
                        network,
                        tls,
                        Arrays.asList(dialogues));
        server = Optional.of(peer);
        try (world) {
            network.listen(HOST, port, peer);
            world.tasks("unit").start("client", () -> results.add(client.apply(sockets())));
            world.runToEnd();
        } catch (LinkException e) {
            throw new UncheckedIOException(e);
        }
        return results.getFirst();
    }

    /// Runs one session against one dialogue.
    public <T> T session(
            SubmissionPolicy policy, Function<SubmissionSession, T> use, String dialogue) {
        return play(
                sockets -> {
                    Submitter submitter =
                            new Submitter(policy, unitClock, world.randomness("client"));
                    try (SubmissionSession session = submitter.open(sockets, Deadline.never())) {
                        return use.apply(session);
                    }
                },
                policy.port(),
                dialogue);
    }

    /// Sends these mails in one session.
    public List<MailResult> send(SubmissionPolicy policy, String dialogue, OutgoingMail... mails) {
        return session(
                policy,
                session ->
                        Arrays.stream(mails)
                                .map(mail -> session.send(mail, announced::addAll))
                                .toList(),
                dialogue);
    }

    private SocketFactory sockets() {
        return new LinkSockets(() -> new LinkSocket(network, world.time()));
    }
}
