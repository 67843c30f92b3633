package org.kadec21.foreign;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.kadec21.live.Kadec21;
import org.kadec21.live.LabProvider;
import org.kadec21.live.Program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Debian's pppd and the TCP of Linux, as the network or as the host that dials. pppd needs a
/// kernel with PPP and root, and gets both from User-Mode Linux (`pppd/boot.py`), which is an
/// ordinary program of an ordinary user.
final class PppdGuest {

    /// The guest as the network.
    static final String NETWORK = "10.9.0.1";

    /// What it calls the host that dialled.
    static final String CALLER = "10.9.0.2";

    private static final String BOOTED = "the guest runs";
    private static final String LOG = "guest.txt";

    private PppdGuest() {}

    /// Begins to answer calls; a connection to the provider's submission port there comes to the
    /// provider.
    ///
    /// @param options of pppd
    static ForeignNetwork network(Path folder, LabProvider provider, String... options) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" 2>" + LOG, "sh"));
        command.addAll(List.of("python3", boot(), "-", "network"));
        command.add(String.valueOf(provider.port("submission")));
        command.addAll(List.of(NETWORK + ":" + CALLER, "ms-dns", NETWORK));
        command.addAll(List.of(options));
        return ForeignNetwork.start(folder, command.toArray(String[]::new));
    }

    /// What the network has said; ends a test where there can be no guest.
    static String said(Path folder) throws IOException {
        String said = Files.readString(folder.resolve(LOG));
        assumeRuns(said);
        return said;
    }

    /// Begins to dial.
    ///
    /// @param script in Python, run when the link is up; then pppd is told to end
    /// @param options of pppd
    static Program host(Path folder, ModulePort port, Path script, String... options) {
        return Program.start(
                folder,
                Map.of(),
                Stream.concat(
                                Stream.of(
                                        "python3",
                                        boot(),
                                        port.link().toString(),
                                        "host",
                                        script.toString()),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    /// What the host has said; ends a test where there can be no guest.
    static String said(Program host) {
        String said = String.join("\n", host.err());
        assumeRuns(said);
        return said;
    }

    private static void assumeRuns(String said) {
        assumeTrue(
                said.contains(BOOTED),
                "expected User-Mode Linux to boot, which takes a machine that lets its processes"
                        + " trace each other; it said: "
                        + said);
    }

    private static String boot() {
        return Kadec21.home().resolve("src/test/resources/foreign/pppd/boot.py").toString();
    }
}
