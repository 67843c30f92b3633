package org.kadec21.firmware.boot;

import org.kadec21.firmware.comms.Submissions;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.instruction.UnitSettings;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.sensor.Pacing;
import org.kadec21.firmware.sensor.Sensors;
import org.kadec21.firmware.transfer.TransferDesk;
import org.kadec21.firmware.update.BootLoader;
import org.kadec21.hal.Board;
import org.kadec21.modem.PinMemory;
import org.kadec21.modem.Uplink;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a unit is put together from.
///
/// @param uplinks makes the way onto the network, given the unit's memory of tried PINs
/// @param settings how instructions from afar can change `config`; without them none are fetched
/// @param loaders what started the images of the unit's boards, where one did
/// @param restart ends the unit, so that its boot loader goes on
/// @param images where images go that come by mail; without it none are taken
/// @param callAtStart whether to go on air at once, to find out whether the way is clear
@SuppressWarnings(
        "exports") // org.kadec21.modem is exported to those who put units together, on purpose
public record Wiring(
        Board board,
        UnitConfig config,
        Sensors sensors,
        Pacing pacing,
        Function<PinMemory, Uplink> uplinks,
        Submissions submissions,
        Notices notices,
        boolean callAtStart,
        Optional<UnitSettings> settings,
        List<BootLoader> loaders,
        Runnable restart,
        Optional<TransferDesk> images) {

    public Wiring {
        loaders = List.copyOf(loaders);
    }

    /// A unit that submits by SMTP, tells nobody, and goes on air when it has something to send.
    public static Wiring of(
            Board board,
            UnitConfig config,
            Sensors sensors,
            Pacing pacing,
            Function<PinMemory, Uplink> uplinks) {
        Submissions smtp = Submissions.bySmtp(board.time(), board.randomness());
        return new Wiring(
                board,
                config,
                sensors,
                pacing,
                uplinks,
                smtp,
                Notices.NONE,
                false,
                Optional.empty(),
                List.of(),
                () -> {},
                Optional.empty());
    }

    /// The same, with somebody listening.
    public Wiring telling(Notices listener) {
        return new Wiring(
                board,
                config,
                sensors,
                pacing,
                uplinks,
                submissions,
                listener,
                callAtStart,
                settings,
                loaders,
                restart,
                images);
    }

    /// The same, with another way to submit.
    public Wiring through(Submissions others) {
        return new Wiring(
                board,
                config,
                sensors,
                pacing,
                uplinks,
                others,
                notices,
                callAtStart,
                settings,
                loaders,
                restart,
                images);
    }

    /// The same, calling its server at once.
    public Wiring callingAtStart() {
        return new Wiring(
                board,
                config,
                sensors,
                pacing,
                uplinks,
                submissions,
                notices,
                true,
                settings,
                loaders,
                restart,
                images);
    }

    /// The same, changing its configuration as instructions from afar want it.
    public Wiring changing(UnitSettings own) {
        return new Wiring(
                board,
                config,
                sensors,
                pacing,
                uplinks,
                submissions,
                notices,
                callAtStart,
                Optional.of(own),
                loaders,
                restart,
                images);
    }

    /// The same, running images that boot loaders started.
    ///
    /// @param ending ends the unit, so that the boot loader goes on
    public Wiring startedBy(List<BootLoader> started, Runnable ending) {
        return new Wiring(
                board,
                config,
                sensors,
                pacing,
                uplinks,
                submissions,
                notices,
                callAtStart,
                settings,
                started,
                ending,
                images);
    }

    /// The same, taking images by mail.
    ///
    /// @param desk where they go; the one that the service port uses, where there is one
    public Wiring takingImages(TransferDesk desk) {
        return new Wiring(
                board,
                config,
                sensors,
                pacing,
                uplinks,
                submissions,
                notices,
                callAtStart,
                settings,
                loaders,
                restart,
                Optional.of(desk));
    }
}
