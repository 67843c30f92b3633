package org.kadec21.firmware.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.firmware.config.UnitBinder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// What somebody far away can have a unit read of its host's files.
class SettingsFromAfarTest {

    private static final Path UNITS =
            Path.of(System.getProperty("kadec21.home")).resolve("config/units");
    private static final String OTHER = "secure/authority.pem";

    private final List<String> opened = new ArrayList<>();
    private final UnitDocument document = document();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "servers.1.ca",
                "servers.1.password-file",
                "mail.recipients.1.certificate",
                "mail.recipients.2.certificate",
                "secure-mail.key-store",
                "secure-mail.password-file",
                "module.pin-file",
                "module.password-file",
                "service.password-file",
                "update.keys"
            })
    void noFileIsOpenedThatWasNotInUseBefore(String place) {
        document.readFromAfar(set(place, OTHER), Settings.NONE);

        assertThat(opened).isNotEmpty().doesNotContain(OTHER);
    }

    @Test
    void theRefusalDoesNotTellWhetherThereIsSuchAFile() {
        assertThat(document.readFromAfar(set("servers.1.ca", OTHER), Settings.NONE))
                .asInstanceOf(type(UnitDocument.Reading.Invalid.class))
                .satisfies(invalid ->
                        assertThat(invalid.complaint().toString())
                                .isEqualTo(
                                        "servers.1.ca: expected a file that can be read (a file"
                                                + " that is not in use is named on site only), but"
                                                + " came '"
                                                + OTHER
                                                + "'"));
    }

    @Test
    void whatWasSetOnSiteMayBeReadOn() {
        Settings onSite = set("servers.1.ca", "secure/authority.pem");

        assertThat(document.readFromAfar(onSite.with(put("name", "pier 3")), onSite))
                .isInstanceOf(UnitDocument.Reading.Valid.class);
    }

    @Test
    void aReadersCertificateComesInItsPlaceInsteadOfAFile() throws IOException {
        String pem = Files.readString(UNITS.resolve("secure/control.pem"));

        UnitDocument.Reading reading =
                document.readFromAfar(
                        set("mail.recipients.1.certificate", pem.strip()), Settings.NONE);

        assertThat(reading)
                .asInstanceOf(type(UnitDocument.Reading.Valid.class))
                .satisfies(valid ->
                        assertThat(valid.config().secureMail().orElseThrow().readers().values())
                                .hasSize(2)
                                .containsOnly(
                                        valid.config()
                                                .secureMail()
                                                .orElseThrow()
                                                .readers()
                                                .get("control@provider.test")));
    }

    @Test
    void aCertificateThatIsNoneIsToldByItsFirstLine() {
        UnitDocument.Reading reading =
                document.readFromAfar(
                        set(
                                "mail.recipients.1.certificate",
                                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"),
                        Settings.NONE);

        assertThat(reading)
                .asInstanceOf(type(UnitDocument.Reading.Invalid.class))
                .satisfies(invalid ->
                        assertThat(invalid.complaint().toString())
                                .isEqualTo(
                                        "mail.recipients.1.certificate: expected a file of PEM or"
                                                + " DER certificates, but came '-----BEGIN"
                                                + " CERTIFICATE-----...'"));
    }

    private static Settings set(String place, String value) {
        return Settings.NONE.with(put(place, value));
    }

    private static Change put(String place, String value) {
        return new Change.Put(new SettingPath(place), value);
    }

    private UnitDocument document() {
        try {
            return new UnitDocument(
                    "unit.yaml",
                    Files.readString(UNITS.resolve("n2-secure.yaml")),
                    name -> {
                        opened.add(name);
                        return Files.readAllBytes(UNITS.resolve(name));
                    },
                    UnitBinder.reader(),
                    UnaryOperator.identity());
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
