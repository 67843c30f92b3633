package org.kadec21.updating;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.firmware.update.BootLoader;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.ImageFile;
import org.kadec21.firmware.update.ImageVerdict;
import org.kadec21.firmware.update.SendingRules;
import org.kadec21.firmware.update.SlotTable;
import org.kadec21.firmware.update.Slots;
import org.kadec21.firmware.update.Trial;
import org.kadec21.hal.Journal;
import org.kadec21.hal.host.DirectoryFlash;
import org.kadec21.hal.host.HostTime;
import org.kadec21.live.Kadec21;
import org.kadec21.live.LabProvider;
import org.kadec21.live.LiveUnit;
import org.kadec21.live.Program;
import org.kadec21.live.Station;
import org.kadec21.mailbox.ReceivedMail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/// A unit in a process of its own whose slots hold nothing that can start: the code of the build
/// runs, and mails what the boot loader has to tell.
@Tag("full")
final class BaseReportsTest {

    private static final Journal UNHEARD = (event, fields) -> {};
    private static final long FLASH_BYTES = 16L << 20;
    private static final int CODE_BYTES = 1000;

    @TempDir private Path folder;

    private Path flash;

    @BeforeEach
    void aBoardWithTwoImages() throws Exception {
        flash = Files.createDirectory(folder.resolve("flash"));
        try (DirectoryFlash directory = DirectoryFlash.open(flash, FLASH_BYTES)) {
            Slots slots =
                    Slots.prepare(
                            directory,
                            UNHEARD,
                            SlotTable.empty(SignedImages.BOARD, FittedModule.DUAL_BAND));
            install(slots, SignedImages.image(1, CODE_BYTES));
            install(slots, SignedImages.image(2, CODE_BYTES));
        }
    }

    @Test
    void bothSlotsDamagedAreToldByMail() throws Exception {
        damage("image-communication-a.jar");
        damage("image-communication-b.jar");

        assertThat(reports())
                .contains("slot a was put away")
                .contains("slot b was put away")
                .contains("the code that it was built with");
    }

    @Test
    void twoImagesThatCannotProveThemselvesAreToldByMail() throws Exception {
        try (DirectoryFlash directory = DirectoryFlash.open(flash, FLASH_BYTES)) {
            for (int start = 0; start <= 2 * Trial.MOST_BOOTS; start++) {
                BootLoader.of(
                                Slots.open(directory, UNHEARD, SignedImages.BOARD.kind())
                                        .orElseThrow(),
                                SendingRules.NONE,
                                new HostTime(),
                                UNHEARD)
                        .powerOn();
            }
        }

        assertThat(reports())
                .contains("expected the image in slot b to prove itself")
                .contains("expected the image in slot a to prove itself");
    }

    private String reports() throws Exception {
        try (LabProvider provider = LabProvider.start(folder)) {
            LiveUnit unit =
                    new LiveUnit(
                            folder,
                            provider.server(),
                            Station.stormy(5, 40, 24),
                            "--bearer",
                            "host");
            try (Program running = unit.start()) {
                running.awaitErr(
                        line -> line.startsWith("delivered mail") && line.contains("firmware"),
                        "a mail of the boot loader",
                        Kadec21.START_LIMIT);
                running.terminate();
                running.awaitExit(Kadec21.START_LIMIT);
            }
            return provider.mailbox().readAny().stream()
                    .filter(mail -> mail.header("X-Kadec21-Kind").equals(Optional.of("report")))
                    .map(ReceivedMail::text)
                    .collect(Collectors.joining("\n"));
        }
    }

    private void damage(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(flash.resolve(name));
        bytes[bytes.length / 2] ^= 1;
        Files.write(flash.resolve(name), bytes);
    }

    private static void install(Slots slots, byte[] file) {
        switch (ImageFile.read(file)) {
            case ImageVerdict.Genuine(ImageFile image) -> slots.install(image, file);
            case ImageVerdict.Refused refused ->
                    throw new IllegalStateException(refused.refusal().sentence());
        }
    }
}
