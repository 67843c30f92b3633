package org.kadec21.firmware.update;

import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.update.ImageManifest.Behaviour;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Boards for tests, put together slot by slot.
final class Boards {

    static final BoardRevision REVISION = new BoardRevision("communication", "B");
    static final String DIGEST = "00".repeat(32);

    private final Map<Slot, SlotImage> installed = new EnumMap<>(Slot.class);
    private final Map<Slot, SlotContent> contents = new EnumMap<>(Slot.class);
    private final Map<Slot, Trial> trials = new EnumMap<>(Slot.class);
    private int burnt;
    private FittedModule module = FittedModule.OLD_BAND;

    static ImageManifest manifest(FirmwareProfile profile, int rollbackIndex) {
        return new ImageManifest(
                profile.version(),
                List.of(REVISION),
                profile.modules().stream().map(FittedModule::of).toList(),
                1,
                rollbackIndex,
                Instant.parse("2030-01-01T00:00:00Z"),
                "0123456789abcdef",
                Behaviour.of(profile));
    }

    /// A slot that holds what its table says.
    Boards with(Slot slot, FirmwareProfile profile, boolean confirmed) {
        return with(slot, manifest(profile, 1), confirmed);
    }

    Boards with(Slot slot, ImageManifest manifest, boolean confirmed) {
        installed.put(
                slot,
                new SlotImage(
                        manifest.version(), manifest.rollbackIndex(), 1000, DIGEST, confirmed));
        contents.put(slot, new SlotContent.Sound(manifest, new byte[0]));
        return this;
    }

    Boards damaged(Slot slot) {
        contents.put(slot, new SlotContent.Damaged("expected an image, but it was changed"));
        return this;
    }

    Boards tried(Slot slot, Trial trial) {
        trials.put(slot, trial);
        return this;
    }

    Boards burnt(int index) {
        burnt = index;
        return this;
    }

    Boards module(FittedModule other) {
        module = other;
        return this;
    }

    BootEvent.PoweredOn starting(Slot slot) {
        return poweredOn(Optional.of(slot));
    }

    BootEvent.PoweredOn startingNothing() {
        return poweredOn(Optional.empty());
    }

    private BootEvent.PoweredOn poweredOn(Optional<Slot> start) {
        SlotTable table =
                new SlotTable(
                        REVISION, module.word(), 1, burnt, start, new LinkedHashMap<>(installed));
        return new BootEvent.PoweredOn(table, contents, trials);
    }
}
