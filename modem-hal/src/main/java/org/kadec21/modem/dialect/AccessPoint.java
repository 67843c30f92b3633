package org.kadec21.modem.dialect;

import org.kadec21.hal.Secret;

/// Where and as whom a module attaches to packet service. No value may hold a quote or a control
/// character: AT commands have no way to escape them.
public record AccessPoint(String name, String user, Secret password) {

    public AccessPoint {
        demandPlain("access point name", name);
        demandPlain("user", user);
        demandPlain("password", password.reveal());
    }

    private static void demandPlain(String what, String value) {
        if (value.chars().anyMatch(c -> c == '"' || c < ' ' || c > '~')) {
            throw new IllegalArgumentException(
                    "expected a packet service "
                            + what
                            + " of printable ASCII without quotes; remove the others");
        }
    }
}
