package org.kadec21.modem.ppp.link;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Secret;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/// A [PppLink] and a [TestPeer] with a hand-wound clock between them.
final class LinkRig {

    private static final Duration REPETITION = Duration.ofSeconds(3);

    final List<LinkCommand> commands = new ArrayList<>();
    final TestPeer peer;
    private final PppLink link;
    private final List<byte[]> toLink = new ArrayList<>();
    private UnaryOperator<byte[]> line = UnaryOperator.identity();
    private Deadline now = Deadline.at(0);
    private int woken;

    LinkRig(TestPeer peer) {
        this(peer, PdpType.IP);
    }

    LinkRig(TestPeer peer, PdpType type) {
        this(peer, type, Numbering.WHEN_BAD);
    }

    LinkRig(TestPeer peer, PdpType type, Numbering numbering) {
        this.peer = peer;
        link =
                new PppLink(
                        new LinkSettings(
                                new Credentials("user", Secret.of("secret")),
                                type,
                                numbering,
                                true),
                        new DamageMeter(),
                        new Random(1));
    }

    /// What the line does to the bytes that go each way.
    LinkRig through(UnaryOperator<byte[]> damage) {
        line = damage;
        return this;
    }

    /// Connects the call, and lets both talk until nothing is left to say at this moment.
    LinkRig begin() {
        toLink.add(peer.greeting());
        on(new LinkEvent.Begun());
        return this;
    }

    void hear(byte[] bytes) {
        toLink.add(bytes);
        settle();
    }

    void on(LinkEvent event) {
        perform(link.on(event, now));
        settle();
    }

    /// Lets time pass, waking the link whenever it asks for it; the peer repeats what was not
    /// answered.
    void pass(Duration span) {
        Deadline end = now.plus(span);
        while (now.plus(REPETITION).compareTo(end) < 0) {
            passTo(now.plus(REPETITION));
            hear(peer.repetition());
        }
        passTo(end);
    }

    private void passTo(Deadline end) {
        while (link.wakeAt().compareTo(end) <= 0) {
            Deadline due = link.wakeAt();
            woken = due.compareTo(now) > 0 ? 0 : woken + 1;
            if (woken > 10) {
                throw new AssertionError("the link asks for a moment that is over: " + due);
            }
            now = due.compareTo(now) > 0 ? due : now;
            on(new LinkEvent.Woken());
        }
        now = end;
    }

    boolean isUp() {
        return link.isUp();
    }

    Duration elapsed() {
        return Duration.ofNanos(now.atNanos());
    }

    Optional<LinkTerms> terms() {
        return commands.stream()
                .filter(LinkCommand.Up.class::isInstance)
                .map(command -> ((LinkCommand.Up) command).terms())
                .findFirst();
    }

    Optional<LinkEnd> end() {
        return commands.stream()
                .filter(LinkCommand.Down.class::isInstance)
                .map(command -> ((LinkCommand.Down) command).end())
                .findFirst();
    }

    private void settle() {
        while (!toLink.isEmpty()) {
            byte[] bytes = line.apply(toLink.removeFirst());
            perform(link.on(new LinkEvent.Received(bytes), now));
        }
    }

    private void perform(List<LinkCommand> all) {
        for (LinkCommand command : all) {
            commands.add(command);
            if (command instanceof LinkCommand.Transmit(byte[] bytes)) {
                byte[] answer = peer.answer(line.apply(bytes));
                if (answer.length > 0) {
                    toLink.add(answer);
                }
            }
        }
    }
}
