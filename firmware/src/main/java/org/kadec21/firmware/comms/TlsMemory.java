package org.kadec21.firmware.comms;

import org.kadec21.firmware.store.StateChange;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.hal.Time;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionPolicy.Tls;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Which servers have once offered TLS. For optional TLS such a server is held to it, so that
/// nobody in between can strip it; after the lifetime, or on the operator's word, the memory ends
/// and a provider's change cannot silence a unit for ever.
public final class TlsMemory {

    private static final String PREFIX = "tls-seen.";
    private static final Duration REWRITTEN_AFTER = Duration.ofDays(1);

    private final StateStore state;
    private final Time time;
    private final Duration lifetime;

    TlsMemory(StateStore state, Time time, Duration lifetime) {
        this.state = state;
        this.time = time;
        this.lifetime = lifetime;
    }

    /// The policy as it has to be followed now.
    SubmissionPolicy hardened(SubmissionPolicy policy) {
        boolean held =
                policy.tls().mode() == Tls.Mode.OPTIONAL
                        && seenAt(policy).map(this::isRemembered).orElse(false);
        return held ? withRequiredTls(policy) : policy;
    }

    /// A session with this server was protected. Written again at most once a day.
    void saw(SubmissionPolicy policy) {
        Instant now = time.now();
        boolean fresh =
                seenAt(policy)
                        .map(seen ->
                                Duration.between(seen, now).abs().compareTo(REWRITTEN_AFTER) < 0)
                        .orElse(false);
        if (!fresh) {
            state.put(key(policy), now.toString());
        }
    }

    /// The clock was set: what was seen an hour ago was seen an hour ago still. A clock that is set
    /// forward must not end a memory, nor one that was behind have ended it.
    void clockSet(Duration step) {
        StateChange moved = new StateChange();
        state.startingWith(PREFIX)
                .forEach((key, text) ->
                        instant(text)
                                .ifPresent(seen -> moved.put(key, seen.plus(step).toString())));
        state.change(moved);
    }

    /// The operator's override.
    public static void forgetAll(StateStore state) {
        state.startingWith(PREFIX).keySet().forEach(state::remove);
    }

    private boolean isRemembered(Instant seen) {
        return time.now().isBefore(seen.plus(lifetime));
    }

    private Optional<Instant> seenAt(SubmissionPolicy policy) {
        return state.get(key(policy))
                .flatMap(TlsMemory::instant)
                .map(seen -> notInFuture(policy, seen));
    }

    /// A clock that was ahead must not make a memory outlive its lifetime: what was seen in the
    /// future counts as seen now.
    private Instant notInFuture(SubmissionPolicy policy, Instant seen) {
        Instant now = time.now();
        if (!seen.isAfter(now.plus(REWRITTEN_AFTER))) {
            return seen;
        }
        state.put(key(policy), now.toString());
        return now;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException damaged) {
            return Optional.empty();
        }
    }

    private static String key(SubmissionPolicy policy) {
        return PREFIX + policy.host() + ":" + policy.port();
    }

    private static SubmissionPolicy withRequiredTls(SubmissionPolicy policy) {
        return new SubmissionPolicy(
                policy.host(),
                policy.port(),
                policy.clientName(),
                policy.auth(),
                policy.tls().withMode(Tls.Mode.REQUIRED),
                policy.limits());
    }
}
