package org.kadec21.submission;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The host names and addresses a certificate is for (RFC 9525 6). A certificate of old times that
/// has none in its extension is read by its subject's common name.
final class CertificateNames {

    private static final int DNS_NAME = 2; // RFC 5280 4.2.1.6, choice [2]
    private static final int IP_ADDRESS = 7;
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=([^,]+)");

    private CertificateNames() {}

    static List<String> of(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> alternative : alternatives) {
                    if (alternative.get(0) instanceof Integer kind
                            && (kind == DNS_NAME || kind == IP_ADDRESS)) {
                        names.add(String.valueOf(alternative.get(1)));
                    }
                }
            }
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
        Matcher commonName = COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
        if (names.isEmpty() && commonName.find()) {
            names.add(commonName.group(1));
        }
        return List.copyOf(names);
    }

    /// Whether one of `names` stands for `host`. An asterisk stands for one whole label, the first.
    static boolean match(List<String> names, String host) {
        String wanted = host.toLowerCase(Locale.ROOT);
        int dot = wanted.indexOf('.');
        String wildcard = dot < 0 ? "" : "*" + wanted.substring(dot);
        return names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.equals(wanted) || name.equals(wildcard));
    }
}
