package org.kadec21.simulation.provider.sasl;

import org.kadec21.hal.Secret;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A mechanism that takes a bearer token: OAUTHBEARER or XOAUTH2. The token that is good for an
/// account here is its password: there is no authorization server in this world. A wrong one is
/// complained about in a JSON challenge, and refused when the client has answered that.
final class BearerExchange implements SaslExchange {

    /// GS2 header with the user to act as, then pairs; RFC 5801 section 4 for `=2C` and `=3D`.
    private static final Pattern OAUTHBEARER =
            Pattern.compile("[ny],a=([^,\\x01]+),\\x01((?:[A-Za-z]+=[^\\x01]*\\x01)+)\\x01");

    private static final Pattern TOKEN =
            Pattern.compile("(?:^|\\x01)auth=bearer +([^\\x01 ]+)\\x01", Pattern.CASE_INSENSITIVE);
    private static final Pattern XOAUTH2 =
            Pattern.compile("user=([^\\x01]+)\\x01auth=Bearer ([^\\x01]+)\\x01\\x01");

    private final Accounts accounts;
    private final Form form;
    private Optional<String> refused = Optional.empty();

    private BearerExchange(Accounts accounts, Form form) {
        this.accounts = accounts;
        this.form = form;
    }

    /// RFC 7628 section 3.1: `n,a=user, ^A key=value ^A ... auth=Bearer token ^A ^A`; a complaint
    /// is answered by a single `^A` (section 3.2.3).
    static BearerExchange oauthBearer(Accounts accounts) {
        return new BearerExchange(
                accounts,
                new Form(
                        BearerExchange::oauthBearerClaim,
                        "OAUTHBEARER wants n,a=user, and auth=Bearer",
                        "{\"status\":\"invalid_token\",\"schemes\":\"bearer\",\"scope\":\"mail\"}",
                        "\u0001"::equals));
    }

    /// Google's form of it: `user=... ^A auth=Bearer ... ^A ^A`.
    static BearerExchange xoauth2(Accounts accounts) {
        return new BearerExchange(
                accounts,
                new Form(
                        BearerExchange::xoauth2Claim,
                        "XOAUTH2 wants user= and auth=Bearer",
                        "{\"status\":\"401\",\"schemes\":\"bearer\",\"scope\":\"mail\"}",
                        answer -> true));
    }

    @Override
    public Step begin(Optional<byte[]> initialResponse) {
        return initialResponse.map(this::respond).orElseGet(() -> new Step.Challenge(new byte[0]));
    }

    @Override
    public Step respond(byte[] response) {
        String said = new String(response, StandardCharsets.UTF_8);
        if (refused.isPresent()) {
            return form.closing().test(said)
                    ? new Step.Refused(refused.get())
                    : new Step.Malformed("a single ^A is wanted after an error");
        }
        Optional<Claim> claim = form.reading().apply(said);
        if (claim.isEmpty()) {
            return new Step.Malformed(form.wanted());
        }
        Optional<Account> account = accounts.verify(claim.get().user(), claim.get().token());
        if (account.isPresent()) {
            return new Step.Verified(account.get());
        }
        refused = Optional.of(claim.get().user());
        return new Step.Challenge(form.complaint().getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<Claim> oauthBearerClaim(String said) {
        Matcher word = OAUTHBEARER.matcher(said);
        Matcher token = TOKEN.matcher(word.matches() ? word.group(2) : "");
        return token.find()
                ? Optional.of(
                        new Claim(
                                word.group(1).replace("=2C", ",").replace("=3D", "="),
                                Secret.of(token.group(1))))
                : Optional.empty();
    }

    private static Optional<Claim> xoauth2Claim(String said) {
        Matcher word = XOAUTH2.matcher(said);
        return word.matches()
                ? Optional.of(new Claim(word.group(1), Secret.of(word.group(2))))
                : Optional.empty();
    }

    private record Claim(String user, Secret token) {}

    /// What tells the two mechanisms apart.
    ///
    /// @param reading who claims to be whom, if the response has the form
    /// @param wanted said of one that has not
    /// @param complaint the challenge after a wrong token
    /// @param closing whether an answer to the complaint ends the exchange properly
    private record Form(
            Function<String, Optional<Claim>> reading,
            String wanted,
            String complaint,
            Predicate<String> closing) {}
}
