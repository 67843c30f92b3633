package org.kadec21.hal;

import java.util.List;

/// What the system tells of a serial port without opening it.
///
/// @param holding who has it open
/// @param rights whether this program may open it
public record PortInspection(Presence presence, Holding holding, Rights rights) {

    /// Of a system that tells nothing.
    ///
    /// @param reason why, and where a person can look instead
    public static PortInspection untold(String reason) {
        return new PortInspection(
                Presence.UNTOLD, new Holding.Untold(reason), new Rights.Untold(reason));
    }

    /// Whether there is such a port.
    public enum Presence {
        PRESENT,
        ABSENT,
        UNTOLD
    }

    /// Who has a port open.
    public sealed interface Holding {

        /// Nobody that can be seen.
        ///
        /// @param unseen processes of other users whose open files may not be looked at
        /// @param suspects names of programs among them that are known to take serial ports
        record NobodySeen(int unseen, List<String> suspects) implements Holding {
            public NobodySeen {
                suspects = List.copyOf(suspects);
            }
        }

        /// These, at least one.
        record HeldBy(List<Holder> holders) implements Holding {
            public HeldBy {
                holders = List.copyOf(holders);
            }
        }

        /// A lock file names a process that is gone: programs that heed it refuse the port.
        record StaleLock(String file, long process) implements Holding {}

        /// The system does not say.
        record Untold(String reason) implements Holding {}
    }

    /// A process that has a port.
    ///
    /// @param program its name
    /// @param evidence `open file`, or the lock file that names it
    public record Holder(long process, String program, String evidence) {}

    /// Whether this program may open a port.
    public sealed interface Rights {

        record Granted() implements Rights {}

        /// It may not.
        ///
        /// @param reason who may, and who we are
        /// @param advice what gives the right
        record Missing(String reason, String advice) implements Rights {}

        /// The system does not say; opening will show.
        record Untold(String reason) implements Rights {}
    }
}
