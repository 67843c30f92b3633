package org.kadec21.simulation.provider.page;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// All sessions. An id that was not given out here is never taken over, and a login always begins a
/// session with an id of its own: nobody can plant one.
final class Visits {

    /// Sessions of browsers that have not logged in; the oldest goes when one more comes.
    static final int STRANGERS = 500;

    /// Sessions of customers, all together; the oldest goes when one more comes.
    static final int MEMBERS = 500;

    /// Sessions of one customer; the oldest goes when one more comes.
    static final int PER_MEMBER = 5;

    private static final int SECRET_OCTETS = 32;

    private final SecureRandom random;
    private final SequencedMap<String, Visit> strangers = new LinkedHashMap<>();
    private final SequencedMap<String, Visit> members = new LinkedHashMap<>();

    Visits(SecureRandom random) {
        this.random = random;
    }

    /// The session of that id, unless it is over.
    Optional<Visit> find(String id, Instant now) {
        Optional<Visit> found =
                Optional.ofNullable(members.get(id))
                        .or(() -> Optional.ofNullable(strangers.get(id)));
        if (found.isPresent() && found.get().isOver(now)) {
            end(found.get());
            return Optional.empty();
        }
        found.ifPresent(visit -> visit.use(now));
        return found;
    }

    /// A session for a browser that has not logged in.
    Visit begin(Instant now) {
        return keep(strangers, STRANGERS, visit(Optional.empty(), now));
    }

    /// A session for `user` in the place of the one that the login form belonged to.
    Visit logIn(Visit before, String user, Instant now) {
        end(before);
        List<Visit> own = of(user);
        if (own.size() >= PER_MEMBER) {
            end(own.getFirst());
        }
        return keep(members, MEMBERS, visit(Optional.of(user), now));
    }

    void end(Visit visit) {
        strangers.remove(visit.id());
        members.remove(visit.id());
    }

    /// Ends all sessions of a customer but this one.
    void endOthers(String user, Visit kept) {
        of(user).stream().filter(visit -> visit != kept).forEach(this::end);
    }

    private List<Visit> of(String user) {
        return members.values().stream()
                .filter(visit -> visit.user().filter(user::equals).isPresent())
                .toList();
    }

    private Visit visit(Optional<String> user, Instant now) {
        return new Visit(secret(), secret(), user, now);
    }

    private static Visit keep(SequencedMap<String, Visit> visits, int most, Visit visit) {
        if (visits.size() >= most) {
            visits.pollFirstEntry();
        }
        visits.put(visit.id(), visit);
        return visit;
    }

    private String secret() {
        byte[] octets = new byte[SECRET_OCTETS];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }
}
