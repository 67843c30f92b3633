package org.kadec21.updater.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.kadec21.updater.Golden;
import org.kadec21.updater.image.RefusedException.Reason;

import java.io.IOException;

class TrustedKeysTest {

    @Test
    void aKeyIsFoundByItsId() throws Exception {
        assertThat(Golden.keys().certificate(Golden.KEY_ID).getSubject())
                .hasToString("CN=RFC 8032 section 7.1 TEST 1");
    }

    @Test
    void anUnknownKeyIsRefusedAndTheKnownOnesAreNamed() {
        RefusedException refused =
                catchThrowableOfType(
                        RefusedException.class,
                        () -> Golden.keys().certificate("0123456789abcdef"));

        assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(refused).hasMessageContaining("a key of the list (06e3fd8fda29bb60)");
    }

    @Test
    void aListWithoutCertificatesIsRefused() {
        assertThatThrownBy(() -> TrustedKeys.read("# nothing\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("at least one certificate");
    }

    @Test
    void aLineThatIsNeitherIsNamedByItsNumber() {
        assertThatThrownBy(() -> TrustedKeys.read(Golden.keyList() + "\nrevoke it\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "but line " + (Golden.keyList().lines().count() + 2) + " is none")
                .hasMessageNotContaining("revoke it");
    }

    @Test
    void aCertificateThatIsNoneIsRefused() {
        assertThatThrownBy(() ->
                        TrustedKeys.read(
                                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("one cannot be read");
    }
}
