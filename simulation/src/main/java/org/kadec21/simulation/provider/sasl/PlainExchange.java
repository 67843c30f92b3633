package org.kadec21.simulation.provider.sasl;

import org.kadec21.hal.Secret;
import org.kadec21.simulation.provider.mailbox.Accounts;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// PLAIN: `[authzid] NUL authcid NUL passwd` in one message (RFC 4616 section 2).
final class PlainExchange implements SaslExchange {

    private static final int FIELDS = 3;

    private final Accounts accounts;

    PlainExchange(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Step begin(Optional<byte[]> initialResponse) {
        return initialResponse.map(this::respond).orElseGet(() -> new Step.Challenge(new byte[0]));
    }

    @Override
    public Step respond(byte[] response) {
        String[] fields = new String(response, StandardCharsets.UTF_8).split("\0", -1);
        if (fields.length != FIELDS) {
            return new Step.Malformed("PLAIN has two NUL, not " + (fields.length - 1));
        }
        String authorizeAs = fields[0];
        String user = fields[1];
        if (!authorizeAs.isEmpty() && !authorizeAs.equals(user)) {
            return new Step.Refused(user); // nobody may act for somebody else here
        }
        return accounts.verify(user, Secret.of(fields[2]))
                .<Step>map(Step.Verified::new)
                .orElseGet(() -> new Step.Refused(user));
    }
}
