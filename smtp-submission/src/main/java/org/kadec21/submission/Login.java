package org.kadec21.submission;

import jakarta.mail.MessagingException;

import org.kadec21.submission.Mechanism.Exchange;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Stage;
import org.kadec21.submission.SubmissionPolicy.Auth.Password;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Logs in (RFC 4954) by the strongest mechanism that both the policy allows and the server offers.
/// A mechanism that the server has given up is followed by the next one the policy allows, never by
/// another.
final class Login {

    private static final List<Mechanism> KNOWN =
            List.of(new PlainMechanism(), new LoginMechanism());
    private static final int MOST_CHALLENGES = 8;

    private final SmtpConnection connection;
    private final Password account;
    private final boolean secured;

    Login(SmtpConnection connection, Password account, boolean secured) {
        this.connection = connection;
        this.account = account;
        this.secured = secured;
    }

    /// Tries until the server lets us in or nothing is left to try.
    ///
    /// @return the name of the mechanism that logged in
    /// @throws SessionRefusedException when no mechanism is left, or the server turns us away
    String perform() throws MessagingException {
        List<String> offered = connection.capabilities().authMechanisms();
        if (offered.isEmpty()) {
            throw unmet(
                    "expected AUTH in the server's EHLO reply, it offers none"
                            + (secured ? "" : " in clear text")
                            + "; use port 587, or require TLS: some servers offer AUTH only behind"
                            + " it");
        }
        Optional<ServerReply> refusal = Optional.empty();
        for (String name : account.mechanisms()) {
            Optional<Mechanism> mechanism =
                    KNOWN.stream()
                            .filter(known -> known.name().equals(name.toUpperCase(Locale.ROOT)))
                            .filter(known -> offered.contains(known.name()))
                            .filter(known ->
                                    secured || account.clearTextAllowed() || !known.showsPassword())
                            .findFirst();
            if (mechanism.isEmpty()) {
                continue;
            }
            ServerReply reply = converse(mechanism.get());
            if (reply.severity() == 2) {
                return mechanism.get().name();
            }
            if (reply.code() != 534 && reply.code() != 504) {
                throw new SessionRefusedException(Verdict.onSession(Stage.AUTH, reply));
            }
            refusal = Optional.of(reply);
        }
        if (refusal.isPresent()) {
            throw new SessionRefusedException(Verdict.onSession(Stage.AUTH, refusal.get()));
        }
        throw unmet(
                "expected one of the mechanisms "
                        + account.mechanisms()
                        + ", the server offers "
                        + offered
                        + (secured || account.clearTextAllowed()
                                ? "; allow one of these in the unit's configuration"
                                : " without TLS, where the password would be readable; require TLS,"
                                        + " or allow clear text"));
    }

    private ServerReply converse(Mechanism mechanism) throws MessagingException {
        Exchange exchange = mechanism.begin(account.user(), account.password());
        String command =
                "AUTH "
                        + mechanism.name()
                        + exchange.initialResponse()
                                .map(word -> " " + (word.length == 0 ? "=" : encode(word)))
                                .orElse("");
        ServerReply reply = connection.exchange(Stage.AUTH, command);
        for (int challenges = 0; reply.severity() == 3; challenges++) {
            Optional<byte[]> answer =
                    challenges == MOST_CHALLENGES
                            ? Optional.empty()
                            : decode(reply).flatMap(exchange::answer);
            if (answer.isEmpty()) {
                ServerReply cancelled = connection.exchange(Stage.AUTH, "*");
                throw unmet(
                        "expected an end of "
                                + mechanism.name()
                                + ", the server asked \""
                                + reply
                                + "\"; login cancelled ("
                                + cancelled
                                + "), try another mechanism");
            }
            reply = connection.exchange(Stage.AUTH, encode(answer.get()));
        }
        return reply;
    }

    private static SessionRefusedException unmet(String reason) {
        return new SessionRefusedException(Deferred.security(Stage.AUTH, reason));
    }

    private static String encode(byte[] word) {
        return Base64.getEncoder().encodeToString(word);
    }

    private static Optional<byte[]> decode(ServerReply challenge) {
        try {
            return Optional.of(Base64.getDecoder().decode(challenge.text().strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
