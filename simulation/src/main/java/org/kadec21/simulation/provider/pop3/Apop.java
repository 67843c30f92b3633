package org.kadec21.simulation.provider.pop3;

import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;

/// APOP (RFC 1939 section 7): the MD5 of the greeting's time stamp and the password.
final class Apop {

    private Apop() {}

    /// A stamp that no other connection gets. It has no `=`: some clients refuse one.
    static String stamp(Pop3Site site, Instant now) {
        return "<" + site.connection() + "." + now.toEpochMilli() + "@" + site.hostName() + ">";
    }

    /// The customer who answers the stamp by `name digest`.
    static Optional<Account> verify(String argument, String stamp, Accounts accounts) {
        String[] words = argument.split(" +", -1);
        return words.length == 2
                ? accounts.named(words[0])
                        .filter(account -> digest(stamp, account).equals(words[1]))
                : Optional.empty();
    }

    private static String digest(String stamp, Account account) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(stamp.getBytes(StandardCharsets.US_ASCII));
            byte[] hash = md5.digest(account.password().revealBytes());
            return String.format("%032x", new BigInteger(1, hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
