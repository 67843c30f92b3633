package org.kadec21.foreign;

import org.kadec21.foreign.ModulePort.Ended;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A dial-up host made of lwIP ([LwipPrograms]).
///
/// @param folder for what it prints
record DiallingHost(LwipPrograms programs, Path folder) {

    /// Dials, connects to `host` and `port` of the network and follows a script.
    ///
    /// @param script see `lwip/dialler.c`
    Ended run(ModulePort port, Member member, String host, int hostPort, Path script)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process running =
                new ProcessBuilder(
                                programs.dialler().toString(),
                                port.link().toString(),
                                "*99***1#",
                                member.user(),
                                member.password(),
                                host,
                                String.valueOf(hostPort),
                                script.toString())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        if (!running.waitFor(3, TimeUnit.MINUTES)) {
            running.destroyForcibly();
        }
        return new Ended(running.waitFor(), Files.readString(out) + Files.readString(err));
    }

    /// What it says when it is asked who it is.
    record Member(String user, String password) {}
}
