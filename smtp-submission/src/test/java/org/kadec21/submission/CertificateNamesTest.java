package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

final class CertificateNamesTest {

    @ParameterizedTest
    @CsvSource({
        "mail.example.net,   mail.example.net,    true",
        "Mail.Example.net,   mail.EXAMPLE.net,    true",
        "*.example.net,      mail.example.net,    true",
        "*.example.net,      a.mail.example.net,  false",
        "*.example.net,      example.net,         false",
        "mail.example.net,   mail.example.org,    false",
        "127.0.0.1,          127.0.0.1,           true",
        "*,                  localhost,           false"
    })
    void anAsteriskStandsForOneWholeLabel(String name, String host, boolean matches) {
        assertThat(CertificateNames.match(List.of(name), host)).isEqualTo(matches);
    }
}
