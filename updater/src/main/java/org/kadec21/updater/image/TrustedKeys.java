package org.kadec21.updater.image;

import org.bouncycastle.cert.X509CertificateHolder;
import org.kadec21.updater.image.RefusedException.Reason;

import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The keys whose images are taken. A key list is a text of certificates in PEM (RFC 7468) and,
/// between them, lines `revoked KEYID reason`, comments `# ...` and empty lines.
public final class TrustedKeys {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----");
    private static final Pattern REVOKED = Pattern.compile("revoked ([0-9a-f]{16}) (\\S.*)");
    private static final String PRIVATE_KEY = "PRIVATE KEY-----";
    private static final int ID_BYTES = 8;

    private final Map<String, X509CertificateHolder> certificates = new LinkedHashMap<>();
    private final Map<String, String> revocations = new LinkedHashMap<>();

    private TrustedKeys() {}

    /// Reads a key list.
    ///
    /// @throws IOException for the first thing that is wrong in it
    public static TrustedKeys read(String text) throws IOException {
        if (text.contains(PRIVATE_KEY)) {
            throw new IOException(
                    "expected certificates in PEM, but there is a private key; give its certificate"
                            + " (signing-cert.pem), and keep the key where images are made");
        }
        TrustedKeys keys = new TrustedKeys();
        StringBuilder between = new StringBuilder();
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            keys.trust(blocks.group(1));
            blocks.appendReplacement(between, blocks.group().replaceAll("[^\n]", ""));
        }
        blocks.appendTail(between);
        String[] lines = between.toString().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            keys.readLine(i + 1, lines[i].strip());
        }
        if (keys.certificates.isEmpty()) {
            throw new IOException(
                    "expected a key list with at least one certificate (PEM), but there is none");
        }
        return keys;
    }

    /// The certificate of a key that may sign.
    X509CertificateHolder certificate(String keyId) throws RefusedException {
        String revoked = revocations.get(keyId);
        if (revoked != null) {
            throw new RefusedException(
                    Reason.REVOKED_KEY,
                    "expected an image signed with a valid key, but key "
                            + keyId
                            + " was revoked ("
                            + revoked
                            + "); ask for the image signed with the new key");
        }
        X509CertificateHolder certificate = certificates.get(keyId);
        if (certificate == null) {
            throw new RefusedException(
                    Reason.UNKNOWN_KEY,
                    "expected an image signed with a key of the list ("
                            + String.join(", ", certificates.keySet())
                            + "), but it is signed with "
                            + keyId
                            + "; add that key's certificate if you trust it");
        }
        return certificate;
    }

    private void trust(String base64) throws IOException {
        try {
            X509CertificateHolder certificate =
                    new X509CertificateHolder(Base64.getMimeDecoder().decode(base64));
            byte[] key = certificate.getSubjectPublicKeyInfo().getEncoded();
            certificates.put(Sha256.hex(key).substring(0, 2 * ID_BYTES), certificate);
        } catch (IllegalArgumentException | IOException wrong) {
            throw new IOException("expected certificates in PEM, but one cannot be read", wrong);
        }
    }

    /// What stands in a wrong line is not told: a file named by mistake may be a secret one.
    private void readLine(int number, String line) throws IOException {
        Matcher revocation = REVOKED.matcher(line);
        if (revocation.matches()) {
            revocations.put(revocation.group(1), revocation.group(2));
        } else if (!line.isEmpty() && !line.startsWith("#")) {
            throw new IOException(
                    "expected certificates in PEM, lines 'revoked KEYID reason' and '# comment',"
                            + " but line "
                            + number
                            + " is none of these");
        }
    }
}
