package org.kadec21.submission;

/// What JSSE says in every handshake unless the process tells it not to, before its first use of
/// TLS. Without it everything works and a handshake is longer: docs/adr/007-tls.md has the figures.
public final class LeanTls {

    private static final String DISABLED = "jdk.tls.client.disableExtensions";

    /// A unit resumes nothing: no tickets, no PSK. It fetches no OCSP answers.
    /// `signature_algorithms_cert` would only repeat `signature_algorithms` (RFC 8446 4.2.3).
    private static final String UNSAID =
            "psk_key_exchange_modes,session_ticket,signature_algorithms_cert,"
                    + "status_request,status_request_v2";

    /// TLS 1.3 in the clothes of a resumed 1.2 (RFC 8446 D.4), for boxes on the way that know
    /// nothing newer: a session id that means nothing, sent and echoed, and a change_cipher_spec
    /// each way.
    private static final String COMPATIBILITY = "jdk.tls.client.useCompatibilityMode";

    private LeanTls() {}

    /// Settles it for this process. Only what a client says changes, not what a server of the same
    /// process does. A property that was given on the command line stays.
    public static void ofThisProcess() {
        settle(DISABLED, UNSAID);
        settle(COMPATIBILITY, "false");
    }

    private static void settle(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
