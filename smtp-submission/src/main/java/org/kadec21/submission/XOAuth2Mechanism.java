package org.kadec21.submission;

import java.util.Optional;

/// XOAUTH2, as Google and Microsoft define it: a bearer token and the mailbox it is for.
record XOAuth2Mechanism() implements Mechanism {

    @Override
    public String name() {
        return "XOAUTH2";
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
        return new TokenExchange(
                "user=" + claim.user() + "\1auth=Bearer " + claim.secret().reveal() + "\1\1",
                new byte[0]);
    }
}
