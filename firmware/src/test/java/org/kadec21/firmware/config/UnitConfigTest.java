package org.kadec21.firmware.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.firmware.alarm.AlarmRule;
import org.kadec21.firmware.config.UnitConfig.Schedule;
import org.kadec21.hal.Secret;
import org.kadec21.submission.SubmissionPolicy.Auth;
import org.kadec21.submission.SubmissionPolicy.Tls;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

class UnitConfigTest {

    @Test
    void readsTheDefaultUnit() throws IOException {
        UnitConfig unit = read(file("n2-dual-band.yaml"));

        assertThat(unit.id()).isEqualTo("n2-0001");
        assertThat(unit.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(unit.monitoring().schedule())
                .isEqualTo(new Schedule.DailyAt(LocalTime.of(6, 0)));
        assertThat(unit.alarms())
                .containsExactly(
                        new AlarmRule.Threshold(
                                "high-wind",
                                "wind_speed_mps",
                                AlarmRule.Direction.RISING,
                                new BigDecimal("15.0"),
                                new BigDecimal("12.0"),
                                Duration.ZERO));
        assertThat(unit.channelNames()).hasSize(7).startsWith("wind_speed_mps");
        assertThat(unit.servers().getFirst().port()).isEqualTo(587);
        assertThat(unit.servers().getFirst().tls().mode()).isEqualTo(Tls.Mode.REQUIRED);
    }

    @Test
    void readsTheLegacyUnit() throws IOException {
        UnitConfig unit = read(file("n2-legacy.yaml"));

        assertThat(unit.firmware()).isEqualTo(FirmwareProfile.LEGACY_1);
        assertThat(unit.servers().getFirst().port()).isEqualTo(25);
        assertThat(unit.servers().getFirst().auth()).isEqualTo(new Auth.None());
    }

    @Test
    void aUnitHasTheModuleItsFirmwareWasBuiltForUnlessItsFileNamesAnother() throws IOException {
        String text = file("n2-dual-band.yaml");

        assertThat(read(text).module().variant()).isEqualTo(ModuleVariant.N2_DUAL);
        assertThat(read(text.replace("module:", "module:\n  variant: win")).module().variant())
                .isEqualTo(ModuleVariant.WIN);
        assertThat(read(file("n2-legacy.yaml")).module().variant()).isEqualTo(ModuleVariant.N2_OLD);
        assertThat(read(file("n1-card.yaml")).module().variant()).isEqualTo(ModuleVariant.RAPIRA);
    }

    @Test
    void anUnknownModuleVariantIsRefusedWithTheKnownOnes() throws IOException {
        String text = file("n2-old-band.yaml").replace("variant: n2-old", "variant: n2old");

        assertThatThrownBy(() -> read(text))
                .hasMessage(
                        "unit.yaml:12: variant: expected one of rapira, win, n2-old, n2-dual,"
                                + " usb-lte, but came 'n2old'; did you mean 'n2-old'?");
    }

    @Test
    void theEndOfTheOldBandIsAMatterOfConfiguration() throws IOException {
        String text =
                file("n2-old-band.yaml")
                        .replace("module:", "module:\n  old-band-ends: 2012-07-24T00:00:00+09:00");

        assertThat(read(text).module().oldBandEnds())
                .isEqualTo(Instant.parse("2012-07-23T15:00:00Z"));
        assertThat(read(file("n2-old-band.yaml")).module().oldBandEnds())
                .isEqualTo(Instant.parse("2012-07-21T15:00:00Z"));
    }

    @Test
    void neverShowsASecret() throws IOException {
        assertThat(read(file("n2-dual-band.yaml")).toString())
                .doesNotContain("lab-password")
                .contains("***");
    }

    @Test
    void readsAPasswordFromAFile() throws IOException {
        String text =
                file("n2-dual-band.yaml")
                        .replace(
                                "password: lab-password-n2-0001  # lab value",
                                "password-file: secret.txt");
        NamedFiles files = name -> "from-file\n".getBytes(StandardCharsets.UTF_8);

        UnitConfig unit = UnitBinder.reader().read("unit.yaml", text, files);

        assertThat(unit.servers().getFirst().auth())
                .isEqualTo(
                        new Auth.Password(
                                "n2-0001",
                                Secret.of("from-file"),
                                List.of("PLAIN", "LOGIN"),
                                false));
    }

    @Test
    void readsWhereElseTheModuleMayBe() throws IOException {
        String text = file("n2-dual-band.yaml");

        assertThat(read(text).module().otherPorts()).isEmpty();
        assertThat(
                        read(text.replace(
                                        "  apn: internet",
                                        "  other-ports: [/dev/ttyUSB*, COM7]\n  apn: internet"))
                                .module()
                                .otherPorts())
                .containsExactly("/dev/ttyUSB*", "COM7");
    }

    @Test
    void readsWhereAServerIsWithoutDns() throws IOException {
        String text =
                file("n2-dual-band.yaml")
                        .replace(
                                "    port: 587",
                                "    port: 587\n    addresses: [\"192.0.2.25\", \"2001:db8::25\"]");

        assertThat(read(text).serverList().servers().getFirst().addresses())
                .containsExactly("192.0.2.25", "2001:db8::25");
        assertThat(read(file("n2-dual-band.yaml")).serverList().servers().getFirst().addresses())
                .isEmpty();
    }

    @Test
    void readsTheVersionsOfIpThatPppAsksFor() throws IOException {
        String text = file("n2-dual-band.yaml");

        assertThat(read(text).module().bearing().pdpType()).isEqualTo(Bearing.PdpType.IP);
        assertThat(
                        read(text.replace("module:", "module:\n  pdp-type: IPV6"))
                                .module()
                                .bearing()
                                .pdpType())
                .isEqualTo(Bearing.PdpType.IPV6);
    }

    @Test
    void readsWhenPppAsksForNumberedMode() throws IOException {
        String text = file("n2-dual-band.yaml");

        assertThat(read(text).module().bearing().numberedMode())
                .isEqualTo(Bearing.NumberedMode.WHEN_BAD);
        assertThat(
                        read(text.replace("module:", "module:\n  numbered-mode: never"))
                                .module()
                                .bearing()
                                .numberedMode())
                .isEqualTo(Bearing.NumberedMode.NEVER);
    }

    /// A line of the default unit, what it is replaced by, and the complaint.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port: 587 | 'prot: 587' | 20: unknown key 'prot' in servers; did you mean 'port'?",
                "port: 587 | 'addresses: [mail.example]' | 20: addresses: expected an IPv4 or IPv6"
                        + " address such as 192.0.2.25 or 2001:db8::25, in quotes, but came"
                        + " 'mail.example'",
                "port: 587 | 'port: 5870000' | 20: port: expected a whole number from 1 to 65535,"
                        + " but came '5870000'",
                "tls: required | 'tls: requird #' | 26: tls: expected one of off, optional,"
                        + " required, implicit, but came 'requird'; did you mean 'required'?",
                "time-zone: Asia/Tokyo | 'time-zone: Asia/Kyoto' | 7: time-zone: expected a time"
                        + " zone such as Asia/Tokyo, but came 'Asia/Kyoto'",
                "apn: internet | 'other-ports: [ \"*\" ]' | 14: other-ports: expected a port's name"
                        + " such as /dev/ttyUSB*, at least three characters before any *, but came"
                        + " '*'",
                "address: watch@provider.test | 'address: watch..1@provider.test' | 32: address:"
                        + " expected a mail address such as watch@example.jp, but came"
                        + " 'watch..1@provider.test'",
                "onset: 15.0 | 'onset: high' | 49: onset: expected a number such as 12.5, but came"
                        + " 'high'",
                "clear: 12.0 | 'clear: 15.0' | 50: clear: expected a value below onset (15.0),"
                        + " but came '15.0'",
                "channel: wind_speed_mps | 'channel: wind_sped_mps' | 48: channel: expected one of"
                        + " the channels above, but came 'wind_sped_mps'; did you mean"
                        + " 'wind_speed_mps'?",
                "daily-at: \"06:00\" | 'daily-at: 6 am' | 54: daily-at: expected a time of day such"
                        + " as \"06:00\", but came '6 am'",
                "airtime-cap: 60 s | 'airtime-cap: 60' | 55: airtime-cap: expected a duration such"
                        + " as '60 s', '15 min', '1 h' or '2 d', but came '60'",
                "schema: kadec21/unit/1 | 'schema: kadec21/carrier/1' | 3: schema: expected"
                        + " 'kadec21/unit/1', but came 'kadec21/carrier/1'",
                "firmware: dual-band-2 | 'firmware: legacy-1' | 21: auth: firmware legacy-1 cannot"
                    + " authenticate; write 'auth: none' for a server that takes that, or choose"
                    + " firmware dual-band-2",
            })
    void namesLineExpectationAndWhatCame(String line, String replacement, String complaint)
            throws IOException {
        String text = file("n2-dual-band.yaml");
        assertThat(text).contains(line);

        assertThatThrownBy(() -> read(text.replace(line, replacement)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("unit.yaml:" + complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "label: Wind gust | 'label: Wind «gust»' | 38: label | «»",
                "label-ja: 気圧 | 'label-ja: 気壓力\uD867\uDE3D' | 42: label-ja | \uD867\uDE3D",
                "unit: hPa | unit: ℏPa | 42: unit | ℏ",
                "name: N2 dual-band (lab) | name: Señal | 5: name | ñ",
            })
    void refusesWordsThatARecipientsEncodingLacks(
            String line, String replacement, String place, String lacking) throws IOException {
        String text = file("n2-dual-band.yaml").replace("utf-8", "iso-2022-jp");
        assertThat(text).contains(line);

        assertThatThrownBy(() -> read(text.replace(line, replacement)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(
                        "unit.yaml:"
                                + place
                                + ": expected a text that ISO-2022-JP can express, since a"
                                + " recipient gets it so, but came ")
                .hasMessageEndingWith("; write it without '" + lacking + "'");
    }

    @Test
    void takesHalfWidthKatakanaForARecipientOfIso2022Jp() throws IOException {
        String text = file("n2-dual-band.yaml").replace("utf-8", "iso-2022-jp");

        assertThat(read(text.replace("label-ja: 気温", "label-ja: ｷｵﾝ")).channelNames()).hasSize(7);
    }

    @Test
    void saysWhereBrokenYamlBreaks() {
        assertThatThrownBy(() -> read("schema: kadec21/unit/1\nid: [n2\nname: x\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("unit.yaml:")
                .hasMessageContaining("expected YAML");
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        assertThatThrownBy(() -> read("schema: kadec21/unit/1\nid: a\nid: b\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("unit.yaml:3:");
    }

    @Test
    void refusesAnEmptyFile() {
        assertThatThrownBy(() -> read(""))
                .hasMessage(
                        "unit.yaml:1: expected a group of keys with `schema:` first, but the file"
                                + " is empty");
    }

    @Test
    void wantsUserAndPasswordUnlessToldOtherwise() throws IOException {
        String text = file("n2-dual-band.yaml").replace("    user: n2-0001\n", "");

        assertThatThrownBy(() -> read(text))
                .hasMessage(
                        "unit.yaml:19: servers: expected user and password (or password-file);"
                                + " a server without accounts needs 'auth: none'");
    }

    private static UnitConfig read(String text) {
        return UnitBinder.reader().read("unit.yaml", text, NamedFiles.none());
    }

    static String file(String name) throws IOException {
        return Files.readString(
                Path.of(System.getProperty("kadec21.home")).resolve("config/units/" + name));
    }
}
