package org.kadec21.firmware.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.firmware.alarm.AlarmRule;
import org.kadec21.firmware.config.ConfigTree;
import org.kadec21.firmware.config.Generation;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.firmware.config.UnitBinder;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.submission.SubmissionPolicy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/// Settings over a unit's file: the values that become of them, and what is said of bad ones.
class UnitDocumentTest {

    private static final Path IMAGES =
            Path.of(System.getProperty("kadec21.home"))
                    .resolve("firmware/src/test/resources/image");

    private final UnitDocument document = document();

    @Test
    void theFileWrittenOutAgainIsTheSameConfiguration() throws Exception {
        String rewritten = ConfigTree.read("unit.yaml", document.text()).text().yaml();

        UnitConfig again =
                new UnitDocument(
                                "unit.yaml",
                                rewritten,
                                NamedFiles.none(),
                                UnitBinder.reader(),
                                UnaryOperator.identity())
                        .asDelivered();

        assertThat(again).isEqualTo(document.asDelivered());
    }

    @Test
    void aChangeIsOverruledThatTheOrdersOfWhoeverStartedTheUnitUndo() {
        UnitDocument overruled =
                new UnitDocument(
                        "unit.yaml",
                        document.text() + "update: {keys: keys.pem}\n",
                        name -> Files.readAllBytes(IMAGES.resolve(name)),
                        UnitBinder.reader(),
                        unit -> unit.withServers(document.asDelivered().servers()));

        assertThat(overruled.isOverruled(Settings.NONE, set("servers.1.host", "a.test"))).isTrue();
        assertThat(overruled.isOverruled(Settings.NONE, set("module.apn", "field"))).isFalse();
        assertThat(overruled.isOverruled(Settings.NONE, set("module.apn", "internet")))
                .as("nothing changes at all")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token: ya29", "token-file: token.txt"})
    void whatIsReadTwiceIsTheSame(String token) {
        UnitDocument byToken =
                new UnitDocument(
                        "unit.yaml",
                        document.text()
                                .replace("auth: password", "auth: token")
                                .replace("password: lab-password-n2-0001", token)
                                .replaceAll("    (mechanisms|clear-text): .*\n", ""),
                        NamedFiles.none(),
                        UnitBinder.reader(),
                        UnaryOperator.identity());

        assertThat(byToken.asDelivered().servers().getFirst().auth())
                .isInstanceOf(SubmissionPolicy.Auth.Token.class);
        assertThat(byToken.asDelivered()).isEqualTo(byToken.asDelivered());
    }

    @Test
    void aServerIsReplacedOnSite() {
        UnitConfig config =
                valid(
                        set("servers.1.host", "mail.example.net")
                                .with(put("servers.1.port", "2587"))
                                .with(put("servers.1.user", "n2-0001@example.net"))
                                .with(put("servers.1.password", "another one")));

        SubmissionPolicy server = config.servers().getFirst();
        assertThat(server.host()).isEqualTo("mail.example.net");
        assertThat(server.port()).isEqualTo(2587);
        assertThat(server.auth())
                .asInstanceOf(type(SubmissionPolicy.Auth.Password.class))
                .satisfies(login -> {
                    assertThat(login.user()).isEqualTo("n2-0001@example.net");
                    assertThat(login.password().reveal()).isEqualTo("another one");
                });
    }

    @Test
    void aSecondServerIsBegunBehindTheFirst() {
        UnitConfig config =
                valid(
                        set("servers.2.host", "backup.example.net")
                                .with(put("servers.2.auth", "none"))
                                .with(put("servers.2.tls", "optional")));

        assertThat(config.servers())
                .extracting(SubmissionPolicy::host)
                .containsExactly("mail.provider.test", "backup.example.net");
    }

    @Test
    void aThresholdIsFoundByTheNameOfItsRule() {
        UnitConfig config = valid(set("alarms.high-wind.onset", "18.5"));

        assertThat(config.alarms().getFirst())
                .asInstanceOf(type(AlarmRule.Threshold.class))
                .satisfies(rule -> assertThat(rule.onset()).isEqualByComparingTo("18.5"));
    }

    @Test
    void aListIsSetAsAWhole() {
        UnitConfig config = valid(set("servers.1.mechanisms", "[SCRAM-SHA-256, PLAIN]"));

        assertThat(config.servers().getFirst().auth())
                .asInstanceOf(type(SubmissionPolicy.Auth.Password.class))
                .satisfies(login ->
                        assertThat(login.mechanisms()).containsExactly("SCRAM-SHA-256", "PLAIN"));
    }

    @Test
    void aValueTakesThePlaceOfTheFileThatHeldItAndBack() throws Exception {
        Settings settings = set("module.pin-file", "pin").with(put("module.pin", "4321"));

        assertThat(document.shown(settings)).doesNotContainKey("module.pin-file");
        assertThat(valid(settings).module().pin())
                .hasValueSatisfying(pin -> assertThat(pin.reveal()).isEqualTo("4321"));
    }

    @Test
    void secretsAreShownToNobody() throws Exception {
        SequencedMap<String, String> shown = document.shown(set("servers.1.password", "geheim"));

        assertThat(shown)
                .containsEntry("servers.1.password", "***")
                .containsEntry("module.pin", "***")
                .containsEntry("module.password", "***")
                .containsEntry("service.password", "***")
                .containsEntry("module.apn", "internet");
        assertThat(shown.values()).noneMatch(value -> value.contains("geheim"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    servers.1.port         | 0       | servers.1.port: expected a whole number from 1 to 65535, but came '0'
                    servers.1.tls          | maybe   | servers.1.tls: expected one of off, optional, required, implicit, but came 'maybe'
                    servers.1.prot         | 25      | servers.1.prot: unknown key 'prot' in servers; did you mean 'port'?
                    alarms.1.onset         | strong  | alarms.1.onset: expected a number such as 12.5, but came 'strong'
                    alarms.high-wind.onset | 10      | alarms.1.clear: expected a value below onset (10), but came '12.0'
                    module.speed           | fast    | module.speed: expected a whole number from 300 to 4000000, but came 'fast'
                    module.pin             | 12      | module.pin: expected 4 to 8 digits, but came something else
                    servers.2.host         | a.b.c   | servers.2: expected user and password (or password-file); a server without accounts needs 'auth: none'
                    monitoring.daily-at    | noon    | monitoring.daily-at: expected a time of day such as "06:00", but came 'noon'
                    servers.3.host         | a.b.c   | expected an element by its place, 1 to 2; but came '3'; here is a list
                    alarms.gale.onset      | 3       | expected an element by its place, 1 to 2, or its name: high-wind; but came 'gale'; here is a list
                    service.password       | short   | service.password: expected 8 to 100 characters, but came 5
                    """)
    void aBadValueIsToldByItsPlace(String path, String value, String complaint) {
        UnitDocument.Reading reading = document.read(set(path, value));

        assertThat(reading)
                .asInstanceOf(type(UnitDocument.Reading.Invalid.class))
                .satisfies(invalid -> assertThat(invalid.complaint()).hasToString(complaint));
    }

    @Test
    void aComplaintNeverShowsWhatStandsWhereASecretIs() {
        UnitDocument.Reading reading =
                document.read(
                        set("module.password", "se\"cret").with(put("module.password.x", "y")));

        assertThat(reading.toString()).doesNotContain("se\"cret").contains("a single value");
    }

    private UnitConfig valid(Settings settings) {
        assertThat(document.read(settings)).isInstanceOf(UnitDocument.Reading.Valid.class);
        return ((UnitDocument.Reading.Valid) document.read(settings)).config();
    }

    private static Settings set(String path, String value) {
        return Settings.NONE.with(put(path, value));
    }

    @Test
    void theKeyListThatWasSetHoldsAndOneThatCannotBeReadDoesNot() {
        UnitDocument listed = document("# nobody\n");

        assertThat(listed.keys(SettingsState.UNTOUCHED)).isEmpty();
        assertThat(listed.keys(confirmed(set("update.keys", "keys.pem")))).isPresent();
        assertThat(document.keys(confirmed(set("update.keys", "no-keys")))).isEmpty();
    }

    @Test
    void aKeyListThatIsOnlyTriedOutTakesNoImageAway() {
        SettingsState tried =
                SettingsState.UNTOUCHED.after(
                        new SettingsEvent.Tried(
                                1, set("update.keys", "keys.pem"), Duration.ofMinutes(15)));

        assertThat(document("# nobody\n").keys(tried)).isEmpty();
    }

    private static SettingsState confirmed(Settings settings) {
        return new SettingsState(
                1,
                settings,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new EnumMap<>(Generation.class));
    }

    private static Change put(String path, String value) {
        return new Change.Put(new SettingPath(path), value);
    }

    private static UnitDocument document() {
        return document("4321");
    }

    /// @param named the content of every file that it names
    private static UnitDocument document(String named) {
        try {
            Path file =
                    Path.of(System.getProperty("kadec21.home"), "config/units/n2-dual-band.yaml");
            return new UnitDocument(
                    "unit.yaml",
                    Files.readString(file),
                    name -> named.getBytes(StandardCharsets.US_ASCII),
                    UnitBinder.reader(),
                    UnaryOperator.identity());
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
