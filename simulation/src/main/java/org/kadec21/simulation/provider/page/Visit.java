package org.kadec21.simulation.provider.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A browser's session, from the login form on.
final class Visit {

    /// Without a request for this long it is over.
    static final Duration IDLE = Duration.ofMinutes(15);

    /// However busy, it is over after this.
    static final Duration LONGEST = Duration.ofHours(8);

    private final String id;
    private final String token;
    private final Optional<String> user;
    private final Instant begun;
    private Instant used;
    private Optional<String> notice = Optional.empty();

    /// @param id what the cookie holds
    /// @param token what every form of this session holds
    /// @param user who has logged in; empty for somebody who may want to
    Visit(String id, String token, Optional<String> user, Instant begun) {
        this.id = id;
        this.token = token;
        this.user = user;
        this.begun = begun;
        this.used = begun;
    }

    String id() {
        return id;
    }

    String token() {
        return token;
    }

    Optional<String> user() {
        return user;
    }

    boolean isOver(Instant now) {
        return now.isAfter(used.plus(IDLE)) || now.isAfter(begun.plus(LONGEST));
    }

    void use(Instant now) {
        used = now;
    }

    /// Whether a form is one of this session's; takes the same time for every wrong token.
    boolean owns(String presented) {
        return MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    /// Leaves a sentence for the next page.
    void leave(String sentence) {
        notice = Optional.of(sentence);
    }

    /// The sentence that was left, once.
    Optional<String> takeNotice() {
        Optional<String> taken = notice;
        notice = Optional.empty();
        return taken;
    }
}
