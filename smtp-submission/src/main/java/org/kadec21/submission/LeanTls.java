package org.kadec21.submission;

/// What JSSE says in every ClientHello unless the process tells it not to, before its first use of
/// TLS. Without it everything works and a handshake is about 100 bytes longer, with a server that
/// issues session tickets about 400.
public final class LeanTls {

    private static final String DISABLED = "jdk.tls.client.disableExtensions";

    /// A unit resumes nothing (docs/adr/007-tls.md): no tickets, no PSK. It fetches no OCSP
    /// answers. `signature_algorithms_cert` would only repeat `signature_algorithms` (RFC 8446
    /// 4.2.3).
    private static final String UNSAID =
            "psk_key_exchange_modes,session_ticket,signature_algorithms_cert,"
                    + "status_request,status_request_v2";

    private LeanTls() {}

    /// Settles it for this process; a property that was given on the command line stays.
    public static void ofThisProcess() {
        if (System.getProperty(DISABLED) == null) {
            System.setProperty(DISABLED, UNSAID);
        }
    }
}
