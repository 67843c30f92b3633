package org.kadec21.submission;

import java.util.Optional;

/// What a server shows of itself before anybody logs in.
///
/// @param greeting its first words
/// @param before what it offers before TLS; empty when TLS comes before the first word, or when it
///   did not get that far
/// @param after what it offers inside TLS
/// @param trouble what ended the look early
public record ServerExamination(
        Optional<ServerReply> greeting,
        Optional<Capabilities> before,
        TlsState tls,
        Optional<Capabilities> after,
        Optional<Outcome.Deferred> trouble) {

    /// How far TLS came.
    public sealed interface TlsState {

        /// The look ended before TLS was due.
        record NotReached() implements TlsState {}

        /// The server does not offer STARTTLS.
        record NotOffered() implements TlsState {}

        /// The server offered STARTTLS and then refused it.
        record Refused(ServerReply reply) implements TlsState {}

        /// The handshake failed, whatever is thought of the certificate.
        record Failed(String reason) implements TlsState {}

        /// TLS came about, and this is the certificate: trusted or not, nothing secret was said.
        ///
        /// @param protection protocol and cipher suite
        record On(String protection, PresentedCertificate certificate) implements TlsState {}
    }
}
