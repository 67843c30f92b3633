package org.kadec21.firmware.config;

import org.kadec21.firmware.config.Updates.Witness;
import org.kadec21.firmware.update.KeyFileException;
import org.kadec21.firmware.update.KeyList;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the group `update` of a unit's file.
final class UpdatesBinder {

    private static final Pattern PLACE = Pattern.compile("([A-Za-z0-9.-]{1,253}):([1-9]\\d{0,4})");
    private static final int HIGHEST_PORT = 65_535;

    private UpdatesBinder() {}

    static Updates updates(Section top) {
        return top.findSection("update")
                .map(update -> {
                    update.knows("keys", "port-25-ends", "witness");
                    return new Updates(
                            update.find("keys").map(keys -> keys(update, keys)),
                            update.find("port-25-ends").map(Value::moment),
                            update.find("witness").map(UpdatesBinder::witness));
                })
                .orElse(Updates.NONE);
    }

    private static KeyList keys(Section update, Value file) {
        try {
            return KeyList.read(new String(update.content(file), StandardCharsets.US_ASCII));
        } catch (KeyFileException wrong) {
            throw file.wrong("a key list; " + wrong.getMessage());
        }
    }

    private static Witness witness(Value place) {
        Matcher parts = PLACE.matcher(place.text());
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > HIGHEST_PORT) {
            throw place.wrong("HOST:PORT");
        }
        return new Witness(parts.group(1), Integer.parseInt(parts.group(2)));
    }
}
