package org.kadec21.firmware;

import org.jspecify.annotations.Nullable;
import org.kadec21.firmware.config.Bearing;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// What the options of a data call have in common.
public final class DialOptions {

    private DialOptions() {}

    /// Refuses options of a data call where none will be made: they would do nothing, and whoever
    /// gave them would wait for what never comes.
    ///
    /// @param number of `--dial`, if it was given
    /// @throws ParameterException when one of them was given in vain
    public static void requireCall(
            CommandLine line, Bearing bearing, @Nullable String number, CaptureOption capture) {
        if (!bearing.mayDial() && (number != null || capture.isGiven())) {
            throw new ParameterException(
                    line,
                    (number == null ? "--capture" : "--dial")
                            + ": expected a data call with it, but none is to be made; add"
                            + " --bearer ppp, or leave it out");
        }
    }
}
