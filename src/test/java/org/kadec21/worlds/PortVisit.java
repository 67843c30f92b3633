package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.kadec21.bench.world.UnitWorld;
import org.kadec21.firmware.boot.Wiring;
import org.kadec21.firmware.config.ServicePassword;
import org.kadec21.firmware.service.Console;
import org.kadec21.firmware.service.OrderBook;
import org.kadec21.firmware.service.ServiceMemory;
import org.kadec21.firmware.service.ServicePort;
import org.kadec21.firmware.service.transfer.FirmwareOrder;
import org.kadec21.firmware.transfer.TransferDesk;
import org.kadec21.hal.Board;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Secret;
import org.kadec21.hal.Signal;
import org.kadec21.simulation.link.LineShape;
import org.kadec21.simulation.link.LinkPair;
import org.kadec21.updater.image.FirmwareImage;
import org.kadec21.updater.image.RefusedException;
import org.kadec21.updater.image.TrustedKeys;
import org.kadec21.updater.port.PortInstaller;
import org.kadec21.updating.TestLine;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Somebody with the updater at the service port of a unit that goes on working meanwhile.
final class PortVisit {

    private static final String PASSWORD = "a good password";
    private static final Duration LONGEST = Duration.ofHours(1);

    private final UnitWorld world;
    private final LabImages images;
    private final ServicePassword password =
            ServicePassword.of(Secret.of(PASSWORD), new byte[ServicePassword.SALT_BYTES]);
    private Optional<ByteLink> cable = Optional.empty();
    private Optional<Exception> failure = Optional.empty();

    /// Gives the unit a service port from its next boot on.
    PortVisit(UnitWorld world, LabImages images) {
        this.world = world;
        this.images = images;
        world.accompany(this::serve);
    }

    /// Checks an image, sends it, has it installed, and has the unit start it.
    void install(byte[] image) throws Exception {
        FirmwareImage verified =
                FirmwareImage.verified(
                        image, TrustedKeys.read(images.keyList()), world.world().time().now());
        TestLine line = new TestLine(cable.orElseThrow(), world.world().time());
        PortInstaller updater = new PortInstaller(line, Optional.of(PASSWORD), taken -> {});
        Signal gone = world.world().tasks("engineer").signal("gone");
        world.world()
                .tasks("engineer")
                .start(
                        "updater",
                        () -> {
                            install(updater, verified);
                            gone.raise();
                        });
        assertThat(world.world().runUntil(gone, LONGEST)).as("came to an end").isTrue();
        assertThat(failure).isEmpty();
    }

    private void install(PortInstaller updater, FirmwareImage verified) {
        try {
            assertThat(updater.install(verified, verified::bytes).installed()).isTrue();
            assertThat(updater.restart()).as("restarts").isTrue();
        } catch (IOException | RefusedException failed) {
            failure = Optional.of(failed);
        }
    }

    private void serve(Wiring wiring) {
        Board board = wiring.board();
        LinkPair line =
                new LinkPair(
                        "service port",
                        LineShape.serial(115_200),
                        LineShape.serial(115_200),
                        world.world().tasks("service line"),
                        world.world().time());
        cable = Optional.of(line.b());
        FirmwareOrder firmware =
                new FirmwareOrder(
                        new TransferDesk(
                                board,
                                TransferDesk.open(board, wiring.loaders()),
                                () ->
                                        new TransferDesk.Wariness(
                                                Optional.of(images.keys()),
                                                TransferDesk.Wariness.of(wiring.config())
                                                        .lowestMillivolts()),
                                Optional.of(wiring.restart())));
        ServicePort.start(
                new Console(
                        new OrderBook(List.of(firmware)),
                        wiring.config().id(),
                        () -> Optional.of(password)),
                line::a,
                ServiceMemory.open(board.flash(), board.journal()),
                board);
    }
}
