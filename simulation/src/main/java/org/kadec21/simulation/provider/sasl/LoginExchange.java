package org.kadec21.simulation.provider.sasl;

import org.kadec21.hal.Secret;
import org.kadec21.simulation.provider.mailbox.Accounts;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// LOGIN: user and password, each to its prompt; an initial response is the user
/// (draft-murchison-sasl-login-00).
final class LoginExchange implements SaslExchange {

    private static final byte[] ASK_USER = "Username:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ASK_PASSWORD = "Password:".getBytes(StandardCharsets.US_ASCII);

    private final Accounts accounts;
    private Optional<String> user = Optional.empty();

    LoginExchange(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Step begin(Optional<byte[]> initialResponse) {
        return initialResponse.map(this::respond).orElseGet(() -> new Step.Challenge(ASK_USER));
    }

    @Override
    public Step respond(byte[] response) {
        String answer = new String(response, StandardCharsets.UTF_8);
        if (user.isEmpty()) {
            user = Optional.of(answer);
            return new Step.Challenge(ASK_PASSWORD);
        }
        String name = user.get();
        return accounts.verify(name, Secret.of(answer))
                .<Step>map(Step.Verified::new)
                .orElseGet(() -> new Step.Refused(name));
    }
}
