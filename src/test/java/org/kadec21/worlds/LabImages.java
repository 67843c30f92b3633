package org.kadec21.worlds;

import org.kadec21.bench.image.SigningKey;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.update.BoardRevision;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.Image;
import org.kadec21.firmware.update.ImageManifest;
import org.kadec21.firmware.update.ImageManifest.Behaviour;
import org.kadec21.firmware.update.ImageVerdict;
import org.kadec21.firmware.update.KeyFileException;
import org.kadec21.firmware.update.KeyList;
import org.kadec21.firmware.update.SlotTable;
import org.kadec21.firmware.update.Slots;
import org.kadec21.hal.Flash;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/// Small signed images, and a flash that they are installed on as the updater or the service port
/// would.
final class LabImages {

    static final BoardRevision BOARD = new BoardRevision("communication", "B");

    private static final Instant EXPIRES = Instant.parse("2030-01-01T00:00:00Z");

    private final SigningKey key =
            SigningKey.generate("lab", Instant.EPOCH, EXPIRES, new SecureRandom());
    private final Instant now;

    /// @param now when images are installed
    LabImages(Instant now) {
        this.now = now;
    }

    /// An image that behaves as `profile` does.
    byte[] image(FirmwareProfile profile, int rollbackIndex) {
        return image(profile, rollbackIndex, 1);
    }

    /// One that needs at least this boot loader.
    byte[] image(FirmwareProfile profile, int rollbackIndex, int bootLoader) {
        return image(
                profile,
                rollbackIndex,
                bootLoader,
                (profile.name() + " " + rollbackIndex).getBytes(StandardCharsets.US_ASCII));
    }

    /// One with so many bytes of code.
    byte[] large(FirmwareProfile profile, int rollbackIndex, int codeBytes) {
        byte[] code = new byte[codeBytes];
        new SplittableRandom(rollbackIndex).nextBytes(code);
        return image(profile, rollbackIndex, 1, code);
    }

    private byte[] image(
            FirmwareProfile profile, int rollbackIndex, int bootLoader, byte[] content) {
        SequencedMap<String, byte[]> code = new LinkedHashMap<>();
        code.put("org/kadec21/lab.txt", content);
        return new Image(
                        new ImageManifest(
                                profile.version(),
                                List.of(BOARD),
                                profile.modules().stream().map(FittedModule::of).toList(),
                                bootLoader,
                                rollbackIndex,
                                EXPIRES,
                                key.id(),
                                Behaviour.of(profile)),
                        code)
                .signed(key);
    }

    /// A board that was prepared for `module`.
    static Slots board(Flash flash, FittedModule module) {
        return Slots.prepare(flash, (event, fields) -> {}, SlotTable.empty(BOARD, module));
    }

    /// Checks and installs.
    void install(Slots slots, byte[] file) {
        switch (slots.check(file, keys(), now)) {
            case ImageVerdict.Genuine genuine -> slots.install(genuine.file(), file);
            case ImageVerdict.Refused refused ->
                    throw new IllegalStateException(refused.refusal().sentence());
        }
    }

    /// Those whose images the lab takes.
    KeyList keys() {
        try {
            return KeyList.read(keyList());
        } catch (KeyFileException broken) {
            throw new IllegalStateException("a new key has a certificate", broken);
        }
    }

    /// The same as the file that goes with them.
    String keyList() {
        return key.certificatePem();
    }
}
