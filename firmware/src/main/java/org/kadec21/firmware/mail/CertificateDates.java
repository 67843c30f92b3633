package org.kadec21.firmware.mail;

import org.kadec21.firmware.config.SecureMail;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What the dates of secure mail's certificates are worth telling about. They hold no mail back: a
/// signature and a key work as well the day after.
public final class CertificateDates {

    private CertificateDates() {}

    /// Sentences for the operator; empty when all certificates are valid at `moment`.
    public static List<String> complaints(SecureMail secure, Instant moment) {
        List<String> complaints = new ArrayList<>();
        complain(
                "the unit's own signing certificate",
                secure.signer().certificates().getFirst(),
                moment,
                complaints);
        secure.readers()
                .forEach((address, certificate) ->
                        complain("the certificate of " + address, certificate, moment, complaints));
        return List.copyOf(complaints);
    }

    private static void complain(
            String whose, X509Certificate certificate, Instant moment, List<String> complaints) {
        Instant begin = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        if (moment.isAfter(end) || moment.isBefore(begin)) {
            complaints.add(
                    whose
                            + " is valid from "
                            + begin
                            + " to "
                            + end
                            + ", and the unit's clock shows "
                            + moment
                            + ": mails go on being signed and encrypted with it; check the clock,"
                            + " and put a new certificate into the unit's configuration");
        }
    }
}
