package org.kadec21.simulation.provider.sasl;

import org.kadec21.simulation.provider.mailbox.Account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// CRAM-MD5: a challenge like a Message-ID, answered by `user HMAC` (RFC 2195 section 2).
final class CramMd5Exchange implements SaslExchange {

    private final SaslSite site;
    private final String challenge;

    CramMd5Exchange(SaslSite site) {
        this.site = site;
        this.challenge = "<" + site.nonce() + "@" + site.hostName() + ">";
    }

    @Override
    public Step begin(Optional<byte[]> initialResponse) {
        return initialResponse.isPresent()
                ? new Step.Malformed("in CRAM-MD5 the server speaks first")
                : new Step.Challenge(challenge.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public Step respond(byte[] response) {
        String answer = new String(response, StandardCharsets.UTF_8);
        int space = answer.lastIndexOf(' ');
        if (space < 1) {
            return new Step.Malformed("CRAM-MD5 wants a user and a digest");
        }
        String user = answer.substring(0, space);
        return site.accounts()
                .named(user)
                .filter(account -> expected(account).equals(answer.substring(space + 1)))
                .<Step>map(Step.Verified::new)
                .orElseGet(() -> new Step.Refused(user));
    }

    private String expected(Account account) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(account.password().revealBytes(), "HmacMD5"));
            StringBuilder hex = new StringBuilder();
            for (byte octet : mac.doFinal(challenge.getBytes(StandardCharsets.US_ASCII))) {
                hex.append(String.format("%02x", octet));
            }
            return hex.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacMD5", e);
        }
    }
}
