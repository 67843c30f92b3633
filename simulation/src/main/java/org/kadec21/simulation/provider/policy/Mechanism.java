package org.kadec21.simulation.provider.policy;

/// SASL mechanisms a provider can offer.
public enum Mechanism {
    /// RFC 4616.
    PLAIN("PLAIN", true),
    /// Never standardised, spoken by everybody.
    LOGIN("LOGIN", true),
    /// RFC 2195.
    CRAM_MD5("CRAM-MD5", false),
    /// RFC 2831.
    DIGEST_MD5("DIGEST-MD5", false),
    /// RFC 7677.
    SCRAM_SHA_256("SCRAM-SHA-256", false),
    /// A bearer token as Google and Microsoft carry it.
    XOAUTH2("XOAUTH2", true),
    /// A bearer token as RFC 7628 carries it.
    OAUTHBEARER("OAUTHBEARER", true);

    private final String wireName;
    private final boolean showsSecret;

    Mechanism(String wireName, boolean showsSecret) {
        this.wireName = wireName;
        this.showsSecret = showsSecret;
    }

    /// As it is written in EHLO and AUTH.
    public String wireName() {
        return wireName;
    }

    /// Whether whoever reads along learns the password or token.
    public boolean showsSecret() {
        return showsSecret;
    }
}
