package org.kadec21.firmware.doctor;

import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;
import org.kadec21.submission.PresentedCertificate;
import org.kadec21.submission.ServerExamination.TlsState;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionPolicy.Tls.Mode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// `certificate`: whose it is, who vouches for it, until when, and whether the unit would take it.
final class CertificateCheck implements Check {

    /// Certificates that are renewed by themselves are renewed 30 days before their end.
    private static final int EARLY_DAYS = 21;

    private final SubmissionPolicy server;
    private final Time time;
    private final Chart chart;

    CertificateCheck(SubmissionPolicy server, Time time, Chart chart) {
        this.server = server;
        this.time = time;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "certificate";
    }

    @Override
    public List<String> needs() {
        return List.of("tls");
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Result run(Deadline deadline) {
        return chart.server().tls() instanceof TlsState.On(_, PresentedCertificate certificate)
                ? judge(certificate)
                : new Result.NotChecked("without TLS there is none");
    }

    private Result judge(PresentedCertificate certificate) {
        long days = daysLeft(certificate);
        String words = words(certificate, days);
        Facts facts = facts(certificate, days);
        if (certificate.objection().isPresent()) {
            String refusal = "the unit refuses it: " + certificate.objection().get();
            return server.tls().mode() == Mode.OFF
                    ? new Result.Warning(words, refusal, facts)
                    : new Result.Failure(
                            Blame.REFUSED, words, refusal + clocks(certificate), facts);
        }
        return days < EARLY_DAYS && server.tls().pins().isEmpty()
                ? new Result.Warning(
                        words,
                        "ask the provider whether it renews in time: on that day the unit falls"
                                + " silent",
                        facts)
                : new Result.Ok(words, facts);
    }

    private long daysLeft(PresentedCertificate certificate) {
        return Math.floorDiv(
                Duration.between(time.now(), certificate.until()).toSeconds(), 86_400L);
    }

    private String words(PresentedCertificate certificate, long days) {
        boolean early = time.now().isBefore(certificate.from());
        return certificate.subject()
                + ", issued by "
                + certificate.issuer()
                + ", "
                + (early
                        ? "not valid before " + certificate.from()
                        : days < 0 ? "expired " + certificate.until() : days + " days left")
                + (certificate.nameMatches()
                        ? ", name matches"
                        : ", for "
                                + String.join(", ", certificate.names())
                                + " and not for "
                                + server.host())
                + certificate
                        .distrust()
                        .map(reason -> ", chain not trusted (" + reason + ")")
                        .orElse(", chain trusted")
                + (server.tls().pins().isEmpty()
                        ? ""
                        : server.tls().pins().contains(certificate.pin())
                                ? ", key as pinned"
                                : ", another key than the pinned one");
    }

    /// When only one of the two clocks finds the certificate valid, the clock is at fault.
    private String clocks(PresentedCertificate certificate) {
        return chart.networkTime()
                .filter(network ->
                        isValid(certificate, network) != isValid(certificate, time.now()))
                .map(network ->
                        "; by the network's clock (" + network + ") it is the other way round")
                .orElse("");
    }

    private static boolean isValid(PresentedCertificate certificate, Instant at) {
        return !at.isBefore(certificate.from()) && !at.isAfter(certificate.until());
    }

    private static Facts facts(PresentedCertificate certificate, long days) {
        return Facts.of("subject", certificate.subject())
                .and("issuer", certificate.issuer())
                .and("from", certificate.from())
                .and("until", certificate.until())
                .and("days_left", days)
                .and("names", certificate.names())
                .and("name_matches", certificate.nameMatches())
                .and("chain_trusted", certificate.distrust().isEmpty())
                .and("key_sha256", certificate.pin().toString());
    }
}
