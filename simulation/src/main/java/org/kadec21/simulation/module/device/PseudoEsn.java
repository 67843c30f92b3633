package org.kadec21.simulation.module.device;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The electronic serial number of a module that was made with a MEID: manufacturer code 0x80 and
/// the last 24 bits of the MEID's SHA-1 (3GPP2 X.S0008-0, C.S0072).
final class PseudoEsn {

    private static final int HASHED_BYTES = 3;

    private PseudoEsn() {}

    /// Eight hexadecimal digits.
    ///
    /// @param meid fourteen hexadecimal digits
    static String of(String meid) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest(HexFormat.of().parseHex(meid));
            HexFormat digits = HexFormat.of().withUpperCase();
            return "80" + digits.formatHex(digest, digest.length - HASHED_BYTES, digest.length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
