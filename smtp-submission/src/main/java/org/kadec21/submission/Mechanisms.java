package org.kadec21.submission;

import java.util.List;

/// The mechanisms this client has, in the order in which it prefers them.
final class Mechanisms {

    /// Those that take a password, strongest first: a server that proves it knows the password and
    /// a slow hash against guessing; the same with an older hash; a proof by MD5; a bare answer by
    /// MD5; the password itself, in one turn or in three.
    static final List<Mechanism> BY_PASSWORD =
            List.of(
                    new ScramMechanism(Hash.SHA_256),
                    new ScramMechanism(Hash.SHA_1),
                    new DigestMd5Mechanism(),
                    new CramMd5Mechanism(),
                    new PlainMechanism(),
                    new LoginMechanism());

    /// Those that take a bearer token: the standard, then the custom it grew from.
    static final List<Mechanism> BY_TOKEN =
            List.of(new OAuthBearerMechanism(), new XOAuth2Mechanism());

    private Mechanisms() {}
}
