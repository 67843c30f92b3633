package org.kadec21.submission;

import java.util.Optional;

/// OAUTHBEARER (RFC 7628): a bearer token, bound to the server's name and port.
record OAuthBearerMechanism() implements Mechanism {

    @Override
    public String name() {
        return "OAUTHBEARER";
    }

    @Override
    public boolean showsPassword() {
        return true;
    }

    @Override
    public Optional<String> objection(Claim claim) {
        return TokenExchange.objection(claim);
    }

    @Override
    public Exchange begin(Claim claim) {
        String name = claim.user().replace("=", "=3D").replace(",", "=2C");
        return new TokenExchange(
                "n,a="
                        + name
                        + ",\1host="
                        + claim.host()
                        + "\1port="
                        + claim.port()
                        + "\1auth=Bearer "
                        + claim.secret().reveal()
                        + "\1\1",
                new byte[] {1});
    }
}
