package org.kadec21.updating;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.firmware.config.ServicePassword;
import org.kadec21.firmware.service.Console;
import org.kadec21.firmware.service.OrderBook;
import org.kadec21.firmware.service.ServiceMemory;
import org.kadec21.firmware.service.ServicePort;
import org.kadec21.firmware.service.transfer.FirmwareOrder;
import org.kadec21.firmware.transfer.TransferDesk;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.KeyList;
import org.kadec21.firmware.update.SlotTable;
import org.kadec21.firmware.update.Slots;
import org.kadec21.hal.Secret;
import org.kadec21.hal.host.DirectoryFlash;
import org.kadec21.hal.host.HostBoard;
import org.kadec21.hal.host.HostTasks;
import org.kadec21.hal.host.HostTime;
import org.kadec21.hal.serial.JSerialPorts;
import org.kadec21.live.Kadec21;
import org.kadec21.live.Machine;
import org.kadec21.live.Program;
import org.kadec21.simulation.realtime.Pty;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The updater's JAR, copied, in a process of its own on Java 17, and a unit's service port at the
/// other end of a pseudo-terminal.
final class PortFlashingTest {

    private static final long FLASH_BYTES = 16L << 20;
    private static final int MAINS_MILLIVOLTS = 12_600;
    private static final int SMALL_BYTES = 20_000;
    private static final String PASSWORD = "a good password";

    @TempDir private Path folder;

    @Test
    void itFlashesAUnitOverAPseudoTerminalOnJava17() throws Exception {
        Optional<Path> java17 = UpdaterJar.java17();
        Machine.mustHave(java17.isPresent(), "expected a Java 17; install one, or set JAVA17_HOME");
        UpdaterJar updater = UpdaterJar.copiedTo(folder, java17.orElseThrow());
        Files.write(folder.resolve("unit.jar"), SignedImages.image(2, SMALL_BYTES));
        Files.writeString(folder.resolve("keys.pem"), SignedImages.keyList());
        Files.writeString(folder.resolve("password.txt"), PASSWORD + "\n");
        try (DirectoryFlash flash = DirectoryFlash.open(folder.resolve("flash"), FLASH_BYTES)) {
            Pty port = serve(flash);

            try (Program dryRun = install(updater, "--dry-run")) {
                assertThat(dryRun.awaitExit(Kadec21.START_LIMIT)).as(dryRun::story).isZero();
                assertThat(dryRun.out())
                        .containsExactly("would install 2.2.0, slot a of communication/B");
            }
            try (Program install = install(updater)) {
                assertThat(install.awaitExit(Kadec21.START_LIMIT)).as(install::story).isZero();
                assertThat(install.out())
                        .containsExactly(
                                "installed 2.2.0, slot a of communication/B; it starts when the"
                                        + " unit is started again");
                assertThat(install.err())
                        .startsWith("writing   0 %  0 of 22 KiB")
                        .endsWith("writing 100 %  22 of 22 KiB");
            }
            try (Program again = install(updater, "--json")) {
                assertThat(again.awaitExit(Kadec21.START_LIMIT)).as(again::story).isZero();
                assertThat(again.out())
                        .singleElement()
                        .asString()
                        .startsWith("{\"format\":1,\"outcome\":\"already-installed\"");
            }
            port.close();
        }

        assertThat(folder.resolve("flash/image-communication-a.jar"))
                .hasSameBinaryContentAs(folder.resolve("unit.jar"));
    }

    private Program install(UpdaterJar updater, String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "install",
                                "unit.jar",
                                "--port",
                                folder.resolve("service").toString(),
                                "--keys",
                                "keys.pem",
                                "--password-file",
                                "password.txt"));
        arguments.addAll(List.of(more));
        return updater.start(arguments.toArray(String[]::new));
    }

    private Pty serve(DirectoryFlash flash) throws Exception {
        HostTime time = new HostTime();
        HostTasks tasks = new HostTasks(time);
        Pty port = Pty.open(folder.resolve("service"), () -> {});
        HostBoard board =
                HostBoard.of(
                        time,
                        tasks,
                        (event, fields) -> {},
                        flash,
                        new JSerialPorts(tasks, tasks, time),
                        MAINS_MILLIVOLTS);
        ServicePassword password = ServicePassword.of(Secret.of(PASSWORD), new byte[16]);
        KeyList keys = KeyList.read(SignedImages.keyList());
        tasks.call(() -> {
            Slots slots =
                    Slots.prepare(
                            flash,
                            board.journal(),
                            SlotTable.empty(SignedImages.BOARD, FittedModule.DUAL_BAND));
            FirmwareOrder order =
                    new FirmwareOrder(
                            new TransferDesk(
                                    board,
                                    TransferDesk.open(board),
                                    () ->
                                            new TransferDesk.Wariness(
                                                    Optional.of(keys),
                                                    TransferDesk.STANDARD_LOWEST_MILLIVOLTS),
                                    Optional.empty()));
            assertThat(slots.table().start()).isEmpty();
            return ServicePort.start(
                    new Console(new OrderBook(List.of(order)), "lab", () -> Optional.of(password)),
                    () -> tasks.pump("service", port),
                    ServiceMemory.open(flash, board.journal()),
                    board);
        });
        return port;
    }
}
