package org.kadec21.firmware;

import org.kadec21.hal.Watchdog;
import org.kadec21.hal.host.StdoutWatchdog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// What the images of [ImageStarterTest] run: a program that behaves as its image says.
public final class TestProgram {

    /// Lies in the image, and says what the program does.
    static final String CONDUCT = "org/kadec21/firmware/conduct.txt";

    /// Lies in a library: an exit code.
    static final String ANSWER = "answer.txt";

    /// How images end that do not crash.
    static final List<Integer> EXIT_CODES =
            List.of(
                    ExitCode.OK,
                    ExitCode.USAGE,
                    ExitCode.BAD_DATA,
                    ExitCode.UNAVAILABLE,
                    ExitCode.DEFERRED);

    /// Stands for the command that an image is started with.
    TestProgram() {}

    /// Ends at once, or not at all.
    public static void main(String[] arguments) throws IOException {
        String conduct = conduct();
        System.out.println(conduct);
        switch (conduct) {
            case "ends" -> System.exit(ExitCode.OK);
            case "ends with another code each time" ->
                    System.exit(EXIT_CODES.get(startsBefore(Path.of(arguments[0]))));
            case "tells whether it keeps trying" ->
                    System.exit(
                            List.of(arguments).contains("--keep-trying")
                                    ? ExitCode.OK
                                    : ExitCode.UNAVAILABLE);
            case "asks its library" -> System.exit(answer());
            case "spins from the start" -> spin();
            case "beats once and stands still" -> {
                StdoutWatchdog.ofThisProcess().ifPresent(Watchdog::feed);
                standStill();
            }
            default -> System.exit(ExitCode.USAGE);
        }
    }

    private static int startsBefore(Path counted) throws IOException {
        int starts = (int) Files.size(counted);
        Files.write(counted, new byte[1], StandardOpenOption.APPEND);
        return starts;
    }

    /// Of the library that comes first.
    private static int answer() throws IOException {
        return Integer.parseInt(text(ANSWER));
    }

    private static String conduct() throws IOException {
        return text(CONDUCT);
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = TestProgram.class.getClassLoader().getResourceAsStream(resource)) {
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
