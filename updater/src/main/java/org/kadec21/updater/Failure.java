package org.kadec21.updater;

import org.kadec21.updater.Main.UnusableException;
import org.kadec21.updater.flash.UnitLock.InUseException;
import org.kadec21.updater.image.RefusedException;
import org.kadec21.updater.port.LineException;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.Optional;

/// Why a command did not do what it was asked for: a code for programs, a sentence for people.
record Failure(int code, String sentence) {

    private static final String JSON = "--json";

    /// A command line that is wrong.
    static Failure usage(Exception wrong, String command) {
        return new Failure(ExitCode.USAGE, firstLine(wrong) + "; try '" + command + " --help'");
    }

    /// Empty for a bug.
    static Optional<Failure> expected(Exception failure) {
        if (failure instanceof RefusedException) {
            return Optional.of(new Failure(ExitCode.REFUSED, firstLine(failure)));
        }
        if (failure instanceof InUseException) {
            return Optional.of(new Failure(ExitCode.IN_USE, firstLine(failure)));
        }
        if (failure instanceof UnusableException) {
            return Optional.of(new Failure(ExitCode.CONFIGURATION, firstLine(failure)));
        }
        if (failure instanceof LineException line) {
            return Optional.of(new Failure(code(line.blame()), firstLine(line)));
        }
        return failure instanceof IOException
                ? Optional.of(new Failure(ExitCode.UNAVAILABLE, words(failure)))
                : Optional.empty();
    }

    static Failure bug(Exception bug) {
        return new Failure(ExitCode.BUG, "a bug; please report this: " + bug);
    }

    /// Tells it in the form that the command line asked for: a sentence on `err`, or an object on
    /// `out`.
    ///
    /// @return the exit code
    int tell(Iterable<String> arguments, PrintWriter out, PrintWriter err) {
        boolean json = false;
        for (String argument : arguments) {
            json |= argument.equals(JSON);
        }
        if (json) {
            out.println(
                    new Json()
                            .put("outcome", "failed")
                            .put("exit_code", code)
                            .put("message", sentence)
                            .line());
            out.flush();
        } else {
            err.println("kadec21-updater: " + sentence);
        }
        return code;
    }

    private static int code(LineException.Blame blame) {
        return switch (blame) {
            case LINE -> ExitCode.UNAVAILABLE;
            case ORDER -> ExitCode.REFUSED;
            case MOMENT -> ExitCode.IN_USE;
            case CONFIGURATION -> ExitCode.CONFIGURATION;
        };
    }

    /// What the operating system says is no sentence yet.
    private static String words(Exception failure) {
        if (failure instanceof FileSystemException refused) {
            return "expected to use "
                    + refused.getFile()
                    + ", but the system refuses ("
                    + refused.getClass().getSimpleName()
                    + "); check the path, the disk and your rights";
        }
        String message = firstLine(failure);
        return message.contains("expected ")
                ? message
                : "expected to write to the flash, but the system refuses ("
                        + message
                        + "); a unit still starts what it started before, so make room or check"
                        + " the disk and install again";
    }

    private static String firstLine(Exception failure) {
        return Optional.ofNullable(failure.getMessage())
                .flatMap(message -> message.lines().findFirst())
                .orElse(failure.getClass().getSimpleName());
    }
}
