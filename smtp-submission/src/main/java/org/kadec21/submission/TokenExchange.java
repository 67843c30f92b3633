package org.kadec21.submission;

import org.kadec21.submission.Mechanism.Exchange;
import org.kadec21.submission.Mechanism.Turn;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// A login by bearer token: one word, and if the server does not like it, a challenge that says
/// why, which has to be answered before it refuses (RFC 7628 3.2.3).
final class TokenExchange implements Exchange {

    /// RFC 6750 2.1 `b64token`.
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final String word;
    private final byte[] acknowledgement;
    private Optional<String> complaint = Optional.empty();

    /// @param acknowledgement what a client says to the server's complaint
    TokenExchange(String word, byte[] acknowledgement) {
        this.word = word;
        this.acknowledgement = acknowledgement.clone();
    }

    static Optional<String> objection(Claim claim) {
        if (!TOKEN.matcher(claim.secret().reveal()).matches()) {
            return Optional.of("the token has characters that no bearer token has (RFC 6750 2.1)");
        }
        return claim.user().chars().anyMatch(next -> next < 0x20)
                ? Optional.of("the user name has control characters")
                : Optional.empty();
    }

    @Override
    public Optional<byte[]> initialResponse() {
        return Optional.of(word.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Turn answer(byte[] challenge) {
        if (complaint.isPresent()) {
            return new Turn.Cancel("expected the end of the login after the server's complaint");
        }
        complaint =
                Optional.of(ReplyParser.printable(new String(challenge, StandardCharsets.UTF_8)));
        return new Turn.Say(acknowledgement);
    }

    @Override
    public Optional<String> complaint() {
        return complaint;
    }
}
