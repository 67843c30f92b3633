package org.kadec21.firmware.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class SecureMailBinderTest {

    private static final Path UNITS =
            Path.of(System.getProperty("kadec21.home")).resolve("config/units");

    @Test
    void mailIsNeitherSignedNorEncryptedByItself() throws IOException {
        assertThat(read(UnitConfigTest.file("n2-dual-band.yaml")).secureMail()).isEmpty();
    }

    @Test
    void readsTheSecureUnit() throws IOException {
        SecureMail secure = read(UnitConfigTest.file("n2-secure.yaml")).secureMail().orElseThrow();

        assertThat(secure.encrypts()).isTrue();
        assertThat(secure.monitoring()).isFalse();
        assertThat(secure.readers().keySet())
                .containsExactly("watch@provider.test", "control@provider.test");
        assertThat(secure.signer().certificates()).hasSize(2);
    }

    /// A line of the unit, what it is replaced by, and the end of the complaint.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "password: lab-password-n2-0006    # | 'password: wrong #' | secure-mail: expected"
                    + " a PKCS#12 file and its password, came a file that does not open with it",
                "      certificate: secure/control.pem | '' | expected the key 'certificate', since"
                        + " alarms are encrypted; add it, or write 'encrypt: false'",
                "secure/control.pem | secure/README.md | certificate: expected a file of PEM or DER"
                        + " certificates, but came 'secure/README.md'",
                "secure/control.pem | secure/n2-0006.pem | certificate: expected a file that can be"
                        + " read (secure/n2-0006.pem), but came 'secure/n2-0006.pem'",
                "key-store: secure/n2-0006.p12 | 'sign-key: secure/README.md' | secure-mail:"
                        + " expected the key 'sign-certificate', but it is missing; add it",
                "mails: [alarms] | 'mails: [monitoring]' | secure-mail: expected 'alarms' among"
                        + " 'mails', but it is not",
            })
    void refusesWhatCouldKeepAMailFromBeingSealed(String line, String other, String complaint)
            throws IOException {
        String text = UnitConfigTest.file("n2-secure.yaml");
        assertThat(text).contains(line);

        assertThatThrownBy(() -> read(text.replace(line, other)))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith(complaint);
    }

    @Test
    void encryptedDataIsRefusedWithTheReason() throws IOException {
        String text =
                UnitConfigTest.file("n2-secure.yaml")
                        .replace("mails: [alarms]", "mails: [alarms, monitoring]");

        assertThatThrownBy(() -> read(text)).hasMessageContaining("anew for each attempt");
    }

    private static UnitConfig read(String text) {
        return UnitBinder.reader()
                .read(
                        "unit.yaml",
                        text,
                        name -> {
                            Path file = UNITS.resolve(name);
                            if (!Files.exists(file)) {
                                throw new IOException(name);
                            }
                            return Files.readAllBytes(file);
                        });
    }
}
