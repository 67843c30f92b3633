package org.kadec21.simulation.provider.sasl;

import org.kadec21.hal.Secret;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// OAUTHBEARER (RFC 7628 section 3.1): `n,a=user, ^A key=value ^A ... auth=Bearer token ^A ^A`. The
/// token that is good for an account here is its password: there is no authorization server in this
/// world. A wrong one is complained about in a JSON challenge, which the client answers by a single
/// `^A`, and then refused (section 3.2.2, 3.2.3).
final class OAuthBearerExchange implements SaslExchange {

    /// GS2 header with the user to act as, then pairs; RFC 5801 section 4 for `=2C` and `=3D`.
    private static final Pattern WORD =
            Pattern.compile("[ny],a=([^,\\x01]+),\\x01((?:[A-Za-z]+=[^\\x01]*\\x01)+)\\x01");

    private static final Pattern TOKEN =
            Pattern.compile("(?:^|\\x01)auth=bearer +([^\\x01 ]+)\\x01", Pattern.CASE_INSENSITIVE);
    private static final String COMPLAINT =
            "{\"status\":\"invalid_token\",\"schemes\":\"bearer\",\"scope\":\"mail\"}";
    private static final String DUMMY = "\u0001";

    private final Accounts accounts;
    private Optional<String> refused = Optional.empty();

    OAuthBearerExchange(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Step begin(Optional<byte[]> initialResponse) {
        return initialResponse.map(this::respond).orElseGet(() -> new Step.Challenge(new byte[0]));
    }

    @Override
    public Step respond(byte[] response) {
        String said = new String(response, StandardCharsets.UTF_8);
        if (refused.isPresent()) {
            return said.equals(DUMMY)
                    ? new Step.Refused(refused.get())
                    : new Step.Malformed("OAUTHBEARER wants a single ^A after an error");
        }
        Matcher word = WORD.matcher(said);
        Matcher token = TOKEN.matcher(word.matches() ? word.group(2) : "");
        if (!token.find()) {
            return new Step.Malformed("OAUTHBEARER wants n,a=user, and auth=Bearer");
        }
        String user = word.group(1).replace("=2C", ",").replace("=3D", "=");
        Optional<Account> account = accounts.verify(user, Secret.of(token.group(1)));
        if (account.isPresent()) {
            return new Step.Verified(account.get());
        }
        refused = Optional.of(user);
        return new Step.Challenge(COMPLAINT.getBytes(StandardCharsets.US_ASCII));
    }
}
