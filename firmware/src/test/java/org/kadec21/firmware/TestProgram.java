package org.kadec21.firmware;

import org.kadec21.hal.Watchdog;
import org.kadec21.hal.host.StdoutWatchdog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/// What the images of [ImageStarterTest] run: a program that behaves as its image says.
public final class TestProgram {

    /// Lies in the image, and says what the program does.
    static final String CONDUCT = "org/kadec21/firmware/conduct.txt";

    private TestProgram() {}

    /// Ends at once, or not at all.
    public static void main(String[] arguments) throws IOException {
        String conduct = conduct();
        System.out.println(conduct);
        switch (conduct) {
            case "ends" -> System.exit(ExitCode.OK);
            case "spins from the start" -> spin();
            case "beats once and stands still" -> {
                StdoutWatchdog.ofThisProcess().ifPresent(Watchdog::feed);
                standStill();
            }
            default -> System.exit(ExitCode.USAGE);
        }
    }

    private static String conduct() throws IOException {
        try (InputStream in = TestProgram.class.getClassLoader().getResourceAsStream(CONDUCT)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static void spin() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    private static void standStill() {
        while (true) {
            LockSupport.park();
        }
    }
}
