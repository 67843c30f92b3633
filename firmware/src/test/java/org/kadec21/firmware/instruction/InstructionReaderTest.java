package org.kadec21.firmware.instruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.settings.Change;
import org.kadec21.firmware.settings.SettingPath;

import java.time.Instant;

class InstructionReaderTest {

    @Test
    void readsWhomItIsForAndWhatItChanges() {
        Instruction read =
                changes(
                        Operator.text(
                                7,
                                """
                                  - {set: servers.1.host, to: new.test}
                                  - {remove: servers.2}
                                """));

        assertThat(read.units()).containsExactly("n2-test");
        assertThat(read.sequence()).isEqualTo(7);
        assertThat(read.expires()).isEqualTo(Instant.parse("2013-02-01T00:00:00Z"));
        assertThat(read.changes())
                .containsExactly(
                        new Change.Put(new SettingPath("servers.1.host"), "new.test"),
                        new Change.Remove(new SettingPath("servers.2")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "servers.2.pin",
                "module.apn",
                "module.dial",
                "alarms.high-wind.onset",
                "monitoring.daily-at",
                "mail.recipients.1.address",
                "instructions.host"
            })
    void takesWhatMayBeChangedFromAfar(String path) {
        assertThat(changes(change(path)).changes()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "firmware",
                "module.pin",
                "module.variant",
                "service.password",
                "secure-mail.key-store",
                "instructions.signers.1",
                "instructions.sequence",
                "serversx",
                "mail.domain"
            })
    void refusesWhatIsSettledOnSite(String path) {
        assertThatThrownBy(() -> InstructionReader.read(change(path)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("set: expected a place below servers");
    }

    @Test
    void knowsWhatNobodyElseMayRead() {
        assertThat(changes(change("servers.1.password")).isSecret()).isTrue();
        assertThat(changes(change("servers.1.token")).isSecret()).isTrue();
        assertThat(changes(change("servers.1.pin")).isSecret()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "servers.1.password-file",
                "servers.1.ca",
                "instructions.ca",
                "mail.recipients.1.certificate"
            })
    void noFileOfTheUnitIsNamedFromAfar(String path) {
        assertThatThrownBy(() -> InstructionReader.read(change(path)))
                .hasMessageContaining(
                        "expected the value itself for " + path + ", not the name of a file");
    }

    @Test
    void neverShowsAValueThatIsTooLong() {
        String text =
                Operator.text(1, "  - {set: servers.1.password, to: " + "s".repeat(4001) + "}\n");

        assertThatThrownBy(() -> InstructionReader.read(text))
                .hasMessage(
                        "instruction:6: changes: expected a value of at most 4000 characters, but"
                                + " came 4001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "units: [n2-test]->units: []",
                "sequence: 7->sequence: 0",
                "sequence: 7->sequence: 1000000001",
                "sequence: 7->sequel: 7",
                "expires: 2013-02-01T00:00:00Z->expires: soon",
                "  - {set: module.apn, to: x}->  - {set: module.apn}",
                "  - {set: module.apn, to: x}->  - {remove: module.apn, to: x}",
                "kadec21/instruction/1->kadec21/unit/1"
            })
    void refusesWhatIsNotAnInstruction(String alteration) {
        String[] words = alteration.split("->", -1);
        String text = change("module.apn").replace(words[0], words[1]);

        assertThatThrownBy(() -> InstructionReader.read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("instruction:");
    }

    private static Instruction changes(String text) {
        return (Instruction) InstructionReader.read(text);
    }

    private static String change(String path) {
        return Operator.text(7, "  - {set: " + path + ", to: x}\n");
    }
}
