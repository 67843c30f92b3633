package org.kadec21.firmware.config;

import org.kadec21.submission.SigningIdentity;

import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Mails that are signed, and perhaps encrypted (S/MIME).
///
/// @param signer who signs
/// @param monitoring whether recorded data is signed besides alarms
/// @param readers certificates by recipient of alarms, who all have one; empty when alarms are not
///   encrypted
public record SecureMail(
        SigningIdentity signer, boolean monitoring, Map<String, X509Certificate> readers) {

    public SecureMail {
        readers = Collections.unmodifiableMap(new LinkedHashMap<>(readers));
    }

    public boolean encrypts() {
        return !readers.isEmpty();
    }

    /// The certificates of these recipients of alarms.
    public List<X509Certificate> readers(List<String> addresses) {
        return addresses.stream().filter(readers::containsKey).map(readers::get).toList();
    }
}
