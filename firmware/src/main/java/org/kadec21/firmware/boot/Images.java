package org.kadec21.firmware.boot;

import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.update.BootLoader;
import org.kadec21.firmware.update.BootLoader.Choice;
import org.kadec21.firmware.update.SendingRules;
import org.kadec21.firmware.update.Slots;
import org.kadec21.hal.Board;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The images that a unit's boards have started.
///
/// @param loaders those that watch them, one for each board that has slots
/// @param communication the image of the communication board, which decides how the unit submits;
///   empty when it runs the code of its base
public record Images(List<BootLoader> loaders, Optional<Choice.Image> communication) {

    private static final String COMMUNICATION = "communication";

    public Images {
        loaders = List.copyOf(loaders);
    }

    /// Powers every board on that has slots on the unit's flash.
    ///
    /// @param unit its file, for what it says of dates and providers
    public static Images powerOn(Board board, UnitConfig unit) {
        List<BootLoader> loaders = new ArrayList<>();
        Optional<Choice.Image> communication = Optional.empty();
        for (String kind : Slots.kinds(board.flash())) {
            Optional<Slots> slots = Slots.open(board.flash(), board.journal(), kind);
            if (slots.isPresent()) {
                BootLoader loader =
                        BootLoader.of(
                                slots.get(), SendingRules.of(unit), board.time(), board.journal());
                Choice choice = loader.powerOn();
                loaders.add(loader);
                if (kind.equals(COMMUNICATION) && choice instanceof Choice.Image image) {
                    communication = Optional.of(image);
                }
            }
        }
        return new Images(loaders, communication);
    }

    /// How the unit behaves, if an image says so.
    public Optional<FirmwareProfile> profile() {
        return communication.map(image -> image.manifest().profile());
    }
}
