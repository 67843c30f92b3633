package org.kadec21.simulation.module.line;

/// One command of a command line (ITU-T V.250 5.3 and 5.4), upper case but for quoted strings.
///
/// @param name with its prefix: `E`, `&C`, `+CREG`, `$BSINFO`
/// @param arguments what follows `=`, the number of a basic command, or nothing
public record AtCommand(String name, Form form, String arguments) {

    public enum Form {
        EXECUTE,
        READ,
        TEST,
        SET
    }
}
