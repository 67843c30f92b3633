package org.kadec21.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.hal.Secret;
import org.kadec21.simulation.carrier.BandClass;
import org.kadec21.simulation.module.device.ModuleMemory;
import org.kadec21.simulation.module.device.SimCard;
import org.kadec21.simulation.module.line.LineSettings;
import org.kadec21.simulation.module.sms.MessageStore.Status;
import org.kadec21.simulation.module.sms.MessageStore.Stored;
import org.kadec21.simulation.module.sms.ShortMessage;
import org.kadec21.simulation.module.sms.SmsAddress;
import org.kadec21.simulation.module.sms.SubmitParameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/// The file of `module --memory`: everything comes back, nothing else is taken.
class MemoryFileTest {

    private static final String MODULE = "n2-dual";
    private static final String PIN = "2468";

    @TempDir private Path folder;

    @Test
    void everythingComesBack() throws IOException {
        ModuleMemory memory = used();

        file().keep(memory.kept());
        ModuleMemory.Kept back = file().read().orElseThrow();

        assertThat(MemoryText.render(MODULE, back))
                .isEqualTo(MemoryText.render(MODULE, memory.kept()))
                .contains("\"pin_tries_left\" : 2", "\"STO SENT\"", "BC3");
        ModuleMemory again =
                ModuleMemory.of(back, new SimCard("440", Secret.of("12345678"), back.card()));
        assertThat(again.sim().verify(Secret.of(PIN))).isTrue();
        assertThat(again.saved(1).echo()).isFalse();
        assertThat(again.preferredBand()).contains(BandClass.BC3);
        assertThat(again.messages().at("SM", 1).orElseThrow().message().text()).isEqualTo("gale");
    }

    @Test
    void aFileThatIsNotThereIsANewModule() {
        assertThat(file().read()).isEmpty();
    }

    @Test
    void whatDidNotChangeIsNotWritten() throws IOException {
        MemoryFile file = file();
        ModuleMemory memory = used();
        file.keep(memory.kept());
        Files.delete(path());

        file.keep(memory.kept());

        assertThat(Files.exists(path())).isFalse();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void nobodyButTheOwnerReadsThePin() throws IOException {
        file().keep(used().kept());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
    }

    @Test
    void aWriteThatWasCutOffHurtsNothing() throws IOException {
        file().keep(used().kept());
        Files.writeString(folder.resolve("memory.json.new"), "{ \"kadec21_module_mem");
        MemoryFile file = file();
        ModuleMemory memory = used();
        memory.preferBand(Optional.empty());

        assertThat(file.read()).isPresent();
        file.keep(memory.kept());

        assertThat(file().read().orElseThrow().preferredBand()).isEmpty();
        assertThat(folder.resolve("memory.json.new")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "pin_tries_left" : 2 | "pin_tries_left" : 4 | card.pin_tries_left
                    "pin" : "2468"       | "pin" : "24x8"       | 4 to 8 digits as card.pin
                    "pin" : "2468"       | "PIN" : "2468"       | as card.pin, but there is none
                    "inserted" : true    | "inserted" : 1       | true or false as card.inserted
                    "X" : 4              | "X" : 4, "Y" : 5     | no field but the known ones
                    "X" : 4              | "X" : 4, "X" : 4     | expected JSON
                    "S12" : 50           | "S12" : 256          | from 0 to 255 as profiles[0].S12
                    "place" : 1          | "place" : 0          | messages.SM[0].place
                    "STO SENT"           | "LOST"               | messages.ME[0].status
                    "pdu" : "            | "pdu" : "zz          | a PDU in hexadecimal
                    "BC3"                | "BC9"                | any, BC0 or BC3
                    n2-dual              | n2-old               | memory of --profile
                    memory" : 1          | memory" : 2          | from 1 to 1
                    """)
    void aDamagedFileIsRefusedWithItsNameAndWhatToDo(String good, String bad, String said)
            throws IOException {
        file().keep(used().kept());
        String text = Files.readString(path());
        assertThat(text).contains(good);
        Files.writeString(path(), text.replaceFirst(quoted(good), bad));

        assertThatThrownBy(() -> file().read())
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(path() + ":")
                .hasMessageContaining(said)
                .hasMessageEndingWith("mend it, or move the file away to begin with a new module")
                .hasMessageNotContaining(PIN);
    }

    @Test
    void aTextThatWasCutAnywhereIsRefused() throws IOException {
        file().keep(used().kept());
        String text = Files.readString(path());
        for (int length = 0; length < text.length() - 1; length += 13) {
            Files.writeString(path(), text.substring(0, length));

            assertThatThrownBy(() -> file().read())
                    .describedAs("the first %d characters", length)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("expected");
        }
    }

    private Path path() {
        return folder.resolve("memory.json");
    }

    private MemoryFile file() {
        return new MemoryFile(path(), MODULE);
    }

    private static String quoted(String text) {
        return Pattern.quote(text);
    }

    private static ModuleMemory used() {
        SimCard card = new SimCard("440", Secret.of(PIN), Secret.of("12345678"));
        card.verify(Secret.of("1111"));
        ModuleMemory memory = new ModuleMemory(card);
        memory.save(1, LineSettings.FACTORY.withEcho(false));
        memory.preferBand(Optional.of(BandClass.BC3));
        SmsAddress centre = memory.messages().centre();
        memory.messages()
                .add(
                        "SM",
                        new Stored(
                                Status.UNREAD,
                                centre,
                                ShortMessage.deliver(
                                        SmsAddress.of("+8190123"),
                                        "gale",
                                        ZonedDateTime.parse("2012-07-01T12:00:00+09:00"))));
        memory.messages()
                .add(
                        "ME",
                        new Stored(
                                Status.SENT,
                                centre,
                                ShortMessage.submit(
                                        SmsAddress.of("0901"), "calm", SubmitParameters.FACTORY)));
        return memory;
    }
}
