package org.kadec21.simulation.provider.sasl;

import org.kadec21.simulation.provider.mailbox.Account;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// DIGEST-MD5 with `qop=auth` (RFC 2831). The challenge writes `algorithm=md5-sess` without quotes:
/// some clients refuse it otherwise.
final class DigestMd5Exchange implements SaslExchange {

    private final SaslSite site;
    private Optional<Account> verified = Optional.empty();

    DigestMd5Exchange(SaslSite site) {
        this.site = site;
    }

    @Override
    public Step begin(Optional<byte[]> initialResponse) {
        if (initialResponse.isPresent()) {
            return new Step.Malformed("in DIGEST-MD5 the server speaks first");
        }
        return new Step.Challenge(
                octets(
                        "realm=\""
                                + site.hostName()
                                + "\",nonce=\""
                                + site.nonce()
                                + "\",qop=\"auth\",algorithm=md5-sess,charset=utf-8"));
    }

    @Override
    public Step respond(byte[] response) {
        if (verified.isPresent()) {
            return response.length == 0
                    ? new Step.Verified(verified.get())
                    : new Step.Malformed("DIGEST-MD5 ends with an empty response");
        }
        Map<String, String> fields = fields(new String(response, StandardCharsets.UTF_8));
        String user = fields.getOrDefault("username", "");
        if (user.isEmpty() || !fields.containsKey("cnonce") || !fields.containsKey("response")) {
            return new Step.Malformed("DIGEST-MD5 wants username, cnonce and response");
        }
        boolean ours =
                site.nonce().equals(fields.get("nonce"))
                        && site.hostName().equals(fields.get("realm"))
                        && "00000001".equals(fields.get("nc"))
                        && "auth".equals(fields.getOrDefault("qop", "auth"))
                        && fields.getOrDefault("digest-uri", "").startsWith("smtp/");
        Optional<Account> account = ours ? site.accounts().named(user) : Optional.empty();
        if (account.isEmpty()
                || !proof(account.get(), fields, "AUTHENTICATE").equals(fields.get("response"))) {
            return new Step.Refused(user);
        }
        verified = account;
        return new Step.Challenge(octets("rspauth=" + proof(account.get(), fields, "")));
    }

    /// `response` with the method of the client, `rspauth` without (RFC 2831 2.1.2.1, 2.1.3).
    private String proof(Account account, Map<String, String> fields, String method) {
        ByteArrayOutputStream a1 = new ByteArrayOutputStream();
        String user = fields.getOrDefault("username", "");
        a1.writeBytes(
                md5(octets(user + ":" + site.hostName() + ":" + account.password().reveal())));
        String cnonce = fields.getOrDefault("cnonce", "");
        a1.writeBytes(octets(":" + site.nonce() + ":" + cnonce));
        String a2 = method + ":" + fields.getOrDefault("digest-uri", "");
        String middle = ":" + site.nonce() + ":00000001:" + cnonce + ":auth:";
        return hex(md5(octets(hex(md5(a1.toByteArray())) + middle + hex(md5(octets(a2))))));
    }

    /// Directives, read by hand: a quoted value may have commas and backslashes.
    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new TreeMap<>();
        int at = 0;
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                return fields;
            }
            String name = text.substring(at, equals).strip();
            StringBuilder value = new StringBuilder();
            at = equals + 1;
            boolean quoted = false;
            while (at < text.length() && (quoted || text.charAt(at) != ',')) {
                char next = text.charAt(at);
                if (next == '"') {
                    quoted = !quoted;
                } else if (next == '\\' && quoted && at + 1 < text.length()) {
                    at++;
                    value.append(text.charAt(at));
                } else {
                    value.append(next);
                }
                at++;
            }
            at++;
            fields.putIfAbsent(name, value.toString());
        }
        return fields;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] hash) {
        return String.format("%032x", new BigInteger(1, hash));
    }

    private static byte[] md5(byte[] octets) {
        try {
            return MessageDigest.getInstance("MD5").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
