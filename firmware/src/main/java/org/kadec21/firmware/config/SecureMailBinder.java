package org.kadec21.firmware.config;

import org.kadec21.hal.Secret;
import org.kadec21.submission.SigningIdentity;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The group `secure-mail`: everything that could keep a mail from being signed or encrypted later
/// is found here.
final class SecureMailBinder {

    /// keyEncipherment (RFC 5280 4.2.1.3).
    private static final int KEY_ENCIPHERMENT = 2;

    private static final Words<Boolean> IS_MONITORING =
            Words.of("alarms", false).or("monitoring", true);

    private SecureMailBinder() {}

    static Optional<SecureMail> secureMail(Section top) {
        return top.findSection("secure-mail").map(secure -> secureMail(secure, top));
    }

    private static SecureMail secureMail(Section secure, Section top) {
        secure.knows(
                "key-store",
                "password",
                "password-file",
                "sign-key",
                "sign-certificate",
                "mails",
                "encrypt");
        List<Boolean> mails =
                secure.values("mails").stream().map(mail -> mail.choice(IS_MONITORING)).toList();
        if (!mails.isEmpty() && !mails.contains(false)) {
            throw secure.wrong("expected 'alarms' among 'mails', but it is not");
        }
        boolean encrypts = secure.find("encrypt").map(Value::flag).orElse(false);
        if (encrypts && mails.contains(true)) {
            throw secure.wrong(
                    "expected 'mails: [alarms]' with 'encrypt: true', but came monitoring: recorded"
                        + " data is made into a mail anew for each attempt, and an encrypted one"
                        + " would not be the same again");
        }
        return new SecureMail(
                signer(secure),
                mails.contains(true),
                encrypts ? readers(top.section("mail")) : new LinkedHashMap<>());
    }

    private static SigningIdentity signer(Section secure) {
        if (secure.has("key-store") == secure.has("sign-key")) {
            throw secure.wrong(
                    "expected either key-store (PKCS#12) or sign-key and sign-certificate (PEM)");
        }
        try {
            if (secure.has("key-store")) {
                return SigningIdentity.fromStore(
                        secure.content(secure.value("key-store")),
                        secure.secret("password").orElse(Secret.of("")));
            }
            return SigningIdentity.fromPem(
                    secure.content(secure.value("sign-key")),
                    secure.certificates(secure.value("sign-certificate")));
        } catch (GeneralSecurityException unusable) {
            throw secure.wrong(String.valueOf(unusable.getMessage()));
        }
    }

    private static Map<String, X509Certificate> readers(Section mail) {
        Map<String, X509Certificate> readers = new LinkedHashMap<>();
        for (Section recipient : mail.sections("recipients")) {
            if (MailBinder.recipient(recipient).alarms()) {
                if (!recipient.has("certificate")) {
                    throw recipient.wrong(
                            "expected the key 'certificate', since alarms are encrypted; add it, or"
                                    + " write 'encrypt: false'");
                }
                Value named = recipient.value("certificate");
                readers.put(
                        MailBinder.address(recipient.value("address")),
                        canRead(recipient.certificates(named).getFirst(), named));
            }
        }
        return readers;
    }

    private static X509Certificate canRead(X509Certificate certificate, Value named) {
        boolean[] usage = certificate.getKeyUsage();
        boolean mayEncipher = usage == null || usage[KEY_ENCIPHERMENT];
        if (!(certificate.getPublicKey() instanceof RSAPublicKey) || !mayEncipher) {
            throw named.wrong("a certificate with an RSA key that may be used for encryption");
        }
        return certificate;
    }
}
