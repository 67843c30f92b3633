package org.kadec21.firmware.update;

import java.security.cert.X509Certificate;

/// Somebody who can sign an image; a unit cannot.
public interface ImageSigner {

    /// Of the key that signs.
    X509Certificate certificate();

    /// The Ed25519 signature (RFC 8032) of `message`, 64 bytes, the same for the same message.
    byte[] signature(byte[] message);
}
