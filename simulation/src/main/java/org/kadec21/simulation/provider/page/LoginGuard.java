package org.kadec21.simulation.provider.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Slows down whoever guesses passwords: so many failures of one name, or from one address, and
/// then nothing until the oldest is long enough ago. Names that nobody has are treated alike, so
/// that the answers do not tell them apart.
final class LoginGuard {

    /// How long a failure counts.
    static final Duration MEMORY = Duration.ofMinutes(15);

    /// Failures of one name within [#MEMORY].
    static final int PER_NAME = 5;

    /// Failures from one address within [#MEMORY].
    static final int PER_ADDRESS = 20;

    /// Names, and addresses, that are remembered; the one whose failures began first goes when one
    /// more comes.
    static final int REMEMBERED = 1000;

    private final Failures names = new Failures(PER_NAME);
    private final Failures addresses = new Failures(PER_ADDRESS);

    /// How long this name at this address has to wait; empty when it need not.
    Optional<Duration> mustWait(String name, String address, Instant now) {
        Optional<Duration> byName = names.mustWait(name, now);
        Optional<Duration> byAddress = addresses.mustWait(address, now);
        return byName.isPresent() && byAddress.isPresent()
                ? Optional.of(
                        byName.get().compareTo(byAddress.get()) > 0
                                ? byName.get()
                                : byAddress.get())
                : byName.or(() -> byAddress);
    }

    void failed(String name, String address, Instant now) {
        names.add(name, now);
        addresses.add(address, now);
    }

    /// Forgets the failures of a name; those of the address stay.
    void succeeded(String name) {
        names.forget(name);
    }

    private static final class Failures {

        private final int most;
        private final SequencedMap<String, Deque<Instant>> times = new LinkedHashMap<>();

        Failures(int most) {
            this.most = most;
        }

        Optional<Duration> mustWait(String key, Instant now) {
            Deque<Instant> own = times.getOrDefault(key, new ArrayDeque<>());
            own.removeIf(time -> !time.plus(MEMORY).isAfter(now));
            return own.size() < most
                    ? Optional.empty()
                    : Optional.of(Duration.between(now, own.getFirst().plus(MEMORY)));
        }

        void add(String key, Instant now) {
            if (times.size() >= REMEMBERED && !times.containsKey(key)) {
                times.pollFirstEntry();
            }
            Deque<Instant> own = times.computeIfAbsent(key, k -> new ArrayDeque<>());
            own.addLast(now);
            if (own.size() > most) {
                own.removeFirst();
            }
        }

        void forget(String key) {
            times.remove(key);
        }
    }
}
