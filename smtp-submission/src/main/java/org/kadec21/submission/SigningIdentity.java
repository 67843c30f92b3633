package org.kadec21.submission;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;
import org.kadec21.hal.Secret;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Who signs: an RSA key, its certificate and those above it that readers may lack. RSA, because
/// its signatures (RFC 8017 8.2) come out the same each time: a mail that is rendered again has the
/// same bytes.
///
/// @param certificates the signer's own first; not empty
public record SigningIdentity(PrivateKey key, List<X509Certificate> certificates) {

    private static final int LEAST_BITS = 2048;

    public SigningIdentity {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("expected the signer's certificate, came none");
        }
    }

    /// From a PKCS#12 file with one key.
    ///
    /// @throws GeneralSecurityException when it cannot be used; the message says why
    public static SigningIdentity fromStore(byte[] file, Secret password)
            throws GeneralSecurityException {
        char[] characters = password.reveal().toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(new ByteArrayInputStream(file), characters);
        } catch (IOException unreadable) {
            throw new GeneralSecurityException(
                    "expected a PKCS#12 file and its password, came a file that does not open with"
                            + " it",
                    unreadable);
        }
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)
                    && store.getKey(alias, characters) instanceof PrivateKey key) {
                return checked(key, chain(store.getCertificateChain(alias)));
            }
        }
        throw new GeneralSecurityException("expected a key in the PKCS#12 file, came none");
    }

    /// From PEM: a key without a password (PKCS#8 or PKCS#1), and its certificate with those above.
    ///
    /// @throws GeneralSecurityException when they cannot be used; the message says why
    public static SigningIdentity fromPem(byte[] key, List<X509Certificate> certificates)
            throws GeneralSecurityException {
        String text = new String(key, StandardCharsets.US_ASCII);
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            return checked(key(parser.readObject()), certificates);
        } catch (IOException unreadable) {
            throw new GeneralSecurityException(
                    "expected a private key in PEM, came something else", unreadable);
        }
    }

    X509Certificate certificate() {
        return certificates.getFirst();
    }

    @Override
    public String toString() {
        return "SigningIdentity[" + certificate().getSubjectX500Principal() + "]";
    }

    private static PrivateKey key(@Nullable Object read)
            throws PEMException, GeneralSecurityException {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        if (read instanceof PEMKeyPair pair) {
            return converter.getPrivateKey(pair.getPrivateKeyInfo());
        }
        if (read instanceof PrivateKeyInfo info) {
            return converter.getPrivateKey(info);
        }
        throw new GeneralSecurityException(
                "expected a private key in PEM without a password, came something else");
    }

    private static List<X509Certificate> chain(Certificate[] stored) {
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : stored) {
            chain.add((X509Certificate) certificate);
        }
        return chain;
    }

    private static SigningIdentity checked(PrivateKey key, List<X509Certificate> certificates)
            throws GeneralSecurityException {
        if (certificates.isEmpty()
                || !(key instanceof RSAKey own)
                || !(certificates.getFirst().getPublicKey() instanceof RSAKey shown)) {
            throw new GeneralSecurityException(
                    "expected an RSA key and a certificate for it, came something else");
        }
        if (!own.getModulus().equals(shown.getModulus())) {
            throw new GeneralSecurityException(
                    "expected the certificate of this key first, came another key's");
        }
        if (own.getModulus().bitLength() < LEAST_BITS) {
            throw new GeneralSecurityException(
                    "expected an RSA key of at least "
                            + LEAST_BITS
                            + " bits, came one of "
                            + own.getModulus().bitLength());
        }
        return new SigningIdentity(key, certificates);
    }
}
