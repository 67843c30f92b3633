package org.kadec21.simulation.provider.sasl;

import org.kadec21.hal.Secret;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// XOAUTH2: `user=... ^A auth=Bearer ... ^A ^A`. The token that is good for an account here is its
/// password: there is no authorization server in this world. A wrong one is complained about in a
/// challenge before it is refused.
final class XOAuth2Exchange implements SaslExchange {

    private static final Pattern WORD =
            Pattern.compile("user=([^\\x01]+)\\x01auth=Bearer ([^\\x01]+)\\x01\\x01");
    private static final String COMPLAINT =
            "{\"status\":\"401\",\"schemes\":\"bearer\",\"scope\":\"mail\"}";

    private final Accounts accounts;
    private Optional<String> refused = Optional.empty();

    XOAuth2Exchange(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Step begin(Optional<byte[]> initialResponse) {
        return initialResponse.map(this::respond).orElseGet(() -> new Step.Challenge(new byte[0]));
    }

    @Override
    public Step respond(byte[] response) {
        if (refused.isPresent()) {
            return new Step.Refused(refused.get());
        }
        Matcher word = WORD.matcher(new String(response, StandardCharsets.UTF_8));
        if (!word.matches()) {
            return new Step.Malformed("XOAUTH2 wants user= and auth=Bearer");
        }
        String user = word.group(1);
        Optional<Account> account = accounts.verify(user, Secret.of(word.group(2)));
        if (account.isPresent()) {
            return new Step.Verified(account.get());
        }
        refused = Optional.of(user);
        return new Step.Challenge(COMPLAINT.getBytes(StandardCharsets.US_ASCII));
    }
}
