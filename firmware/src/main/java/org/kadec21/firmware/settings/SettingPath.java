package org.kadec21.firmware.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where a value stands in a unit's configuration: `module.apn`, `servers.1.host`,
/// `alarms.high-wind.onset`. Elements of a list are named by their place, counted from 1, or by
/// their `rule` or `name`.
///
/// @param text at most [#MOST_CHARACTERS]
public record SettingPath(String text) {

    public static final int MOST_CHARACTERS = 120;

    public static final String WORDS =
            "a place in the configuration such as module.apn, servers.1.host or"
                    + " alarms.high-wind.onset";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    /// Passwords, tokens, what proves them, and the SIM's PIN; a server's `pin` is a public key's.
    private static final Pattern SECRET =
            Pattern.compile("(.*\\.)?(password|token|verifier)|module\\.pin");

    /// What identifies the unit and its stored data: only its maker changes that, in the file.
    private static final Pattern FIXED = Pattern.compile("(schema|id|firmware|channels)(\\..*)?");

    /// The list of mail servers as a whole.
    static final SettingPath SERVERS = new SettingPath("servers");

    public SettingPath {
        if (!isPath(text)) {
            throw new IllegalArgumentException("no path: " + text);
        }
    }

    /// Empty when it cannot be one.
    public static Optional<SettingPath> parse(String text) {
        return isPath(text) ? Optional.of(new SettingPath(text)) : Optional.empty();
    }

    /// Whether the value is shown to nobody.
    public boolean isSecret() {
        return SECRET.matcher(text).matches();
    }

    /// Whether it can be changed in the unit's file only.
    public boolean isFixed() {
        return FIXED.matcher(text).matches();
    }

    /// Whether it is in the list of mail servers, or the list itself.
    public boolean isOfServers() {
        return text.equals(SERVERS.text) || text.startsWith(SERVERS.text + ".");
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean isPath(String text) {
        return text.length() <= MOST_CHARACTERS && FORM.matcher(text).matches();
    }
}
