package org.kadec21.worlds;

import org.kadec21.firmware.config.ConfigReader;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.firmware.config.UnitBinder;
import org.kadec21.firmware.config.UnitConfig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// The units of `config/units`.
final class Units {

    /// Where the repository lies.
    static final Path HOME = Path.of(System.getProperty("kadec21.home", "."));

    private Units() {}

    static UnitConfig dualBand() {
        return dualBand(yaml -> yaml);
    }

    /// The default unit with its file altered.
    static UnitConfig dualBand(UnaryOperator<String> change) {
        return read("n2-dual-band.yaml", change);
    }

    static UnitConfig legacy() {
        return read("n2-legacy.yaml", yaml -> yaml);
    }

    /// The legacy unit's file, altered, as it is read by the image that the unit has booted.
    static UnitConfig legacy(FirmwareProfile booted, UnaryOperator<String> change) {
        return read("n2-legacy.yaml", change, UnitBinder.reader(booted));
    }

    /// The old-band unit's file, as it is read by the image that the unit has booted.
    static UnitConfig oldBand(FirmwareProfile booted) {
        return read("n2-old-band.yaml", yaml -> yaml, UnitBinder.reader(booted));
    }

    /// An N2 on port 587 with the module of the old band, its file altered.
    static UnitConfig oldBand(UnaryOperator<String> change) {
        return read("n2-old-band.yaml", change);
    }

    /// An N2 that moves from kona.co.jp to another server on 2008-10-03.
    static UnitConfig moving() {
        return read("n2-moving.yaml", yaml -> yaml);
    }

    /// An N2 that used MD5 without TLS: `dark`, `clear` or `tls`.
    static UnitConfig md5(String fate) {
        return read("n2-md5-" + fate + ".yaml", yaml -> yaml);
    }

    /// An N2 that signs and encrypts its alarms, its file altered.
    static UnitConfig secure(UnaryOperator<String> change) {
        return read("n2-secure.yaml", change);
    }

    /// An N1 with a card.
    static UnitConfig card() {
        return read("n1-card.yaml", yaml -> yaml);
    }

    /// An N2 on a battery with a small panel, its file altered.
    static UnitConfig solar(UnaryOperator<String> change) {
        return read("n2-solar.yaml", change);
    }

    /// Puts one text of a unit's file in place of another.
    static UnaryOperator<String> with(String original, String replacement) {
        return yaml -> {
            if (!yaml.contains(original)) {
                throw new IllegalArgumentException("the unit's file has no '" + original + "'");
            }
            return yaml.replace(original, replacement);
        };
    }

    private static UnitConfig read(String name, UnaryOperator<String> change) {
        return read(name, change, UnitBinder.reader());
    }

    private static UnitConfig read(
            String name, UnaryOperator<String> change, ConfigReader<UnitConfig> reader) {
        try {
            Path folder = HOME.resolve("config").resolve("units");
            String yaml = Files.readString(folder.resolve(name));
            NamedFiles files = named -> Files.readAllBytes(folder.resolve(named));
            return reader.read(name, change.apply(yaml), files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
