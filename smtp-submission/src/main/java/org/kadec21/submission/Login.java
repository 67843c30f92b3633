package org.kadec21.submission;

import jakarta.mail.MessagingException;

import org.kadec21.submission.Mechanism.Exchange;
import org.kadec21.submission.Mechanism.Turn;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Stage;
import org.kadec21.submission.Protection.PassedOver;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Logs in (RFC 4954) by the strongest mechanism that both the policy allows and the server offers.
///
/// - A mechanism that the server has given up (504, 534) is followed by the next one of the
///   policy's list, never by another.
/// - A wrong password (535) ends the login at once: another mechanism would offer the same password
///   again and count towards the account's lock, and a 535 is too easily forged to make a unit show
///   its password to whoever asks for a weaker mechanism.
/// - A challenge that makes no sense ends it too: whoever can garble it could otherwise choose the
///   mechanism.
final class Login {

    private static final int MOST_CHALLENGES = 8;

    private final SmtpConnection connection;
    private final List<Account> accounts;
    private final boolean secured;

    /// @param accounts ways to log in; the mechanisms of the first come first
    Login(SmtpConnection connection, List<Account> accounts, boolean secured) {
        this.connection = connection;
        this.accounts = List.copyOf(accounts);
        this.secured = secured;
    }

    /// Who logs in and how.
    ///
    /// @param known the mechanisms there are for such an account, strongest first
    /// @param allowed the policy's list
    record Account(
            Claim claim, List<Mechanism> known, List<String> allowed, boolean clearTextAllowed) {}

    /// A login that succeeded.
    record Success(String mechanism, List<PassedOver> passedOver) {}

    /// A mechanism that can be tried, and for whom.
    private record Candidate(Mechanism mechanism, Claim claim) {}

    /// Tries until the server lets us in or nothing is left to try.
    ///
    /// @throws SessionRefusedException when no mechanism is left, or the server turns us away
    Success perform() throws MessagingException {
        List<String> offered = connection.capabilities().authMechanisms();
        if (offered.isEmpty()) {
            throw unmet(
                    "expected AUTH in the server's EHLO reply, it offers none"
                            + (secured ? "" : " in clear text")
                            + "; use port 587, or require TLS: some servers offer AUTH only behind"
                            + " it");
        }
        List<Candidate> candidates = new ArrayList<>();
        List<PassedOver> passedOver = new ArrayList<>();
        for (Account account : accounts) {
            MechanismChoice choice =
                    MechanismChoice.of(
                            account.known(),
                            account.allowed(),
                            offered,
                            secured || account.clearTextAllowed(),
                            account.claim());
            choice.candidates().forEach(one -> candidates.add(new Candidate(one, account.claim())));
            passedOver.addAll(choice.passedOver());
        }
        Optional<ServerReply> refusal = Optional.empty();
        for (Candidate candidate : candidates) {
            Mechanism mechanism = candidate.mechanism();
            ServerReply reply = converse(mechanism, candidate.claim());
            if (reply.severity() == 2) {
                return new Success(
                        mechanism.name(), MechanismChoice.above(mechanism, known(), passedOver));
            }
            refusal = Optional.of(reply);
            passedOver.add(new PassedOver(mechanism.name(), "refused: " + reply));
        }
        throw refusal.map(
                        reply -> new SessionRefusedException(Verdict.onSession(Stage.AUTH, reply)))
                .orElseGet(() -> unmet(nothingLeft(offered, passedOver)));
    }

    private List<Mechanism> known() {
        return accounts.stream().flatMap(account -> account.known().stream()).toList();
    }

    private String nothingLeft(List<String> offered, List<PassedOver> passedOver) {
        boolean readable =
                passedOver.stream().anyMatch(one -> one.reason().endsWith("without TLS"));
        return "expected one of the mechanisms "
                + accounts.stream().flatMap(account -> account.allowed().stream()).toList()
                + ", the server offers "
                + offered
                + passedOver.stream()
                        .filter(one -> !one.reason().equals("not offered"))
                        .map(one -> "; " + one.mechanism() + ": " + one.reason())
                        .reduce("", String::concat)
                + (readable
                        ? "; require TLS (--tls required)"
                        : "; allow one of these (mechanisms, --auth)");
    }

    /// One mechanism to its end.
    ///
    /// @return a positive reply, or one that says the mechanism is given up
    private ServerReply converse(Mechanism mechanism, Claim claim) throws MessagingException {
        Exchange exchange = mechanism.begin(claim);
        String command =
                "AUTH "
                        + mechanism.name()
                        + exchange.initialResponse()
                                .map(word -> " " + (word.length == 0 ? "=" : encode(word)))
                                .orElse("");
        ServerReply reply = connection.exchange(Stage.AUTH, command);
        for (int challenges = 0; reply.severity() == 3; challenges++) {
            Turn turn =
                    challenges == MOST_CHALLENGES
                            ? new Turn.Cancel("the server never comes to an end")
                            : turn(exchange, reply);
            reply =
                    switch (turn) {
                        case Turn.Say(byte[] word) -> connection.exchange(Stage.AUTH, encode(word));
                        case Turn.Cancel(String reason) ->
                                throw cancelled(mechanism, reply, reason);
                    };
        }
        if (reply.severity() == 2 && exchange.missingProof().isPresent()) {
            throw unmet(
                    "the server accepted "
                            + mechanism.name()
                            + ", but "
                            + exchange.missingProof().get()
                            + "; nothing was sent, find out who answers in its place");
        }
        if (reply.severity() != 2 && reply.code() != 534 && reply.code() != 504) {
            Deferred refused = Verdict.onSession(Stage.AUTH, reply);
            throw new SessionRefusedException(
                    exchange.complaint()
                            .map(complaint -> because(refused, complaint))
                            .orElse(refused));
        }
        return reply;
    }

    private SessionRefusedException cancelled(
            Mechanism mechanism, ServerReply challenge, String reason) throws MessagingException {
        ServerReply end = connection.exchange(Stage.AUTH, "*");
        return unmet(
                "expected an end of "
                        + mechanism.name()
                        + ", the server asked \""
                        + challenge
                        + "\" ("
                        + reason
                        + "); login cancelled ("
                        + end
                        + "), try another mechanism");
    }

    private static Turn turn(Exchange exchange, ServerReply challenge) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(challenge.text().strip());
        } catch (IllegalArgumentException notBase64) {
            return new Turn.Cancel("the challenge is not Base64");
        }
        return exchange.answer(decoded);
    }

    private static Deferred because(Deferred refused, String complaint) {
        return new Deferred(
                refused.scope(),
                refused.stage(),
                refused.reason() + "; before, it said \"" + complaint + "\"",
                refused.reply());
    }

    private static SessionRefusedException unmet(String reason) {
        return new SessionRefusedException(Deferred.security(Stage.AUTH, reason));
    }

    private static String encode(byte[] word) {
        return Base64.getEncoder().encodeToString(word);
    }
}
