package org.kadec21.simulation.provider.tls;

import org.kadec21.simulation.provider.dialogue.Action;
import org.kadec21.simulation.provider.dialogue.Dialogue;
import org.kadec21.simulation.provider.dialogue.Event;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Puts TLS around a dialogue: octets on the wire outside, plaintext inside. Itself a pure
/// dialogue. Before TLS it passes everything through; replies that follow one another leave as one
/// portion, so that a pipelined group costs one packet.
public final class TlsLayer implements Dialogue {

    private final Dialogue inner;
    private final Supplier<ServerTls> newTls;
    private final boolean implicit;
    private Optional<ServerTls> tls = Optional.empty();
    private boolean announced;

    /// TLS around `inner`.
    ///
    /// @param newTls the server's side of a new TLS connection
    /// @param implicit whether TLS begins with the connection; otherwise the dialogue asks for it
    public TlsLayer(Dialogue inner, Supplier<ServerTls> newTls, boolean implicit) {
        this.inner = inner;
        this.newTls = newTls;
        this.implicit = implicit;
    }

    @Override
    public List<Action> on(Event event, Instant now) {
        return switch (event) {
            case Event.Connected() when implicit -> {
                tls = Optional.of(newTls.get());
                yield List.of();
            }
            case Event.Received(byte[] octets) when tls.isPresent() ->
                    decrypt(tls.get(), octets, now);
            case Event.TimedOut() when isShakingHands() -> List.of(new Action.HangUp());
            case Event.Broken() when isShakingHands() -> List.of(new Action.HangUp());
            case Event.Connected c -> outward(inner.on(c, now));
            case Event.Received r -> outward(inner.on(r, now));
            case Event.TlsEstablished t -> outward(inner.on(t, now));
            case Event.Continued c -> outward(inner.on(c, now));
            case Event.TimedOut t -> outward(inner.on(t, now));
            case Event.Broken b -> outward(inner.on(b, now));
        };
    }

    private boolean isShakingHands() {
        return tls.isPresent() && !tls.get().isEstablished();
    }

    private List<Action> decrypt(ServerTls active, byte[] ciphertext, Instant now) {
        ServerTls.Progress progress = active.received(ciphertext);
        List<Action> actions = new ArrayList<>();
        if (progress.ciphertext().length > 0) {
            actions.add(new Action.Send(progress.ciphertext()));
        }
        if (active.isEstablished() && !announced) {
            announced = true;
            actions.add(Action.Note.of("tls.established"));
            Event news = implicit ? new Event.Connected() : new Event.TlsEstablished();
            actions.addAll(outward(inner.on(news, now)));
        }
        if (progress.plaintext().length > 0) {
            actions.addAll(outward(inner.on(new Event.Received(progress.plaintext()), now)));
        }
        progress.failure()
                .ifPresent(why -> actions.add(Action.Note.of("tls.failed", "reason", why)));
        if (progress.closed() && !endsWithHangUp(actions)) {
            actions.addAll(outward(List.of(new Action.HangUp())));
        }
        return actions;
    }

    /// The dialogue's actions as the wire sees them.
    private List<Action> outward(List<Action> actions) {
        List<Action> wire = new ArrayList<>();
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        for (Action action : actions) {
            switch (action) {
                case Action.Send(byte[] octets) -> pending.writeBytes(octets);
                case Action.StartTls() -> {
                    flush(pending, wire);
                    tls = Optional.of(newTls.get());
                }
                case Action.HangUp hangUp -> {
                    flush(pending, wire);
                    tls.map(ServerTls::close)
                            .filter(farewell -> farewell.length > 0)
                            .ifPresent(farewell -> wire.add(new Action.Send(farewell)));
                    wire.add(hangUp);
                }
                case Action.Yield yield -> {
                    flush(pending, wire);
                    wire.add(yield);
                }
                case Action.Pause pause -> {
                    flush(pending, wire);
                    wire.add(pause);
                }
                // what must have happened before the replies behind it does happen before them
                case Action.Store store -> wire.add(store);
                case Action.Purge purge -> wire.add(purge);
                case Action.Note note -> wire.add(note);
            }
        }
        flush(pending, wire);
        return wire;
    }

    private void flush(ByteArrayOutputStream pending, List<Action> wire) {
        if (pending.size() > 0) {
            byte[] plain = pending.toByteArray();
            wire.add(new Action.Send(tls.map(t -> t.encrypt(plain)).orElse(plain)));
            pending.reset();
        }
    }

    private static boolean endsWithHangUp(List<Action> actions) {
        return !actions.isEmpty() && actions.getLast() instanceof Action.HangUp;
    }
}
