package org.kadec21.firmware;

import org.jspecify.annotations.Nullable;
import org.kadec21.hal.host.OutputFile;
import org.kadec21.modem.ppp.Capture;
import org.kadec21.modem.ppp.PcapCapture;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/// `--capture`: what crosses a PPP link, for Wireshark.
@SuppressWarnings(
        "exports") // org.kadec21.modem is exported to those who put units together, on purpose
public final class CaptureOption {

    @Option(
            names = "--capture",
            paramLabel = "FILE",
            description =
                    "Write what crosses the PPP link to this file, for Wireshark or tshark (pcap)."
                            + " Passwords of PAP are made unreadable; the mails are not.")
    private @Nullable Path file;

    private boolean failed;

    /// Whether it was given.
    public boolean isGiven() {
        return file != null;
    }

    /// Opens the file; empty when none was asked for. It is complete after every frame, and closed
    /// with the program.
    ///
    /// @throws ParameterException when it cannot be written
    public Optional<Capture> open(CommandLine line) {
        if (file == null) {
            return Optional.empty();
        }
        try {
            OutputFile out = OutputFile.create(file);
            return Optional.of(new PcapCapture(bytes -> append(out, bytes, line.getErr())));
        } catch (IOException unwritable) {
            throw new ParameterException(
                    line, "--capture: expected a file to write, but " + unwritable.getMessage());
        }
    }

    /// A capture that cannot go on must not keep the unit from its work.
    private void append(OutputFile out, byte[] bytes, PrintWriter err) {
        try {
            if (!failed) {
                out.append(bytes);
            }
        } catch (IOException full) {
            failed = true;
            err.println("kadec21: the capture ends here: " + full.getMessage());
        }
    }
}
