package org.kadec21.modem;

import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.SerialLink;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Trace;
import org.kadec21.hal.at.UrcTable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Finds out what is behind a serial port, with as little as possible: it listens first, writes
/// nothing to a device that talks by itself as no module does, and `AT` twice at most to one that
/// is silent. Only what answers that is asked who it is.
///
/// ```java
/// switch (new PortProbe(board, Trace.none()).look("ttyUSB2", 115_200, deadline)) {
///     case Finding.Module(Identity identity) -> ...
///     case Finding.DataMode() -> ...          // a module in the middle of a PPP session
///     case Finding.Silent() -> ...
///     case Finding.Stranger(String what) -> ... // a GPS receiver, say; it was left alone
///     case Finding.Unavailable(String reason) -> ...
/// }
/// ```
public final class PortProbe {

    /// Receivers of positions speak once a second, a PPP peer repeats itself every three (RFC 1661
    /// 4.6).
    private static final Duration LISTENING = Duration.ofMillis(3200);

    /// A module in good health answers within this time (ITU-T V.250 5.3 wants it at once).
    private static final Duration ANSWER = Duration.ofSeconds(1);

    /// The first `AT` may be lost to the module's finding of the speed (V.250 6.2.10).
    private static final int TRIES = 2;

    private static final Duration COMMAND = Duration.ofSeconds(5);

    private static final byte[] HARMLESS = "AT\r".getBytes(StandardCharsets.US_ASCII);

    private final Board board;
    private final Listening listening;
    private final Trace trace;

    /// What a port turned out to be.
    public sealed interface Finding {

        /// Something that speaks AT.
        record Module(Identity identity) implements Finding {}

        /// A module that sends PPP frames; it was left alone.
        record DataMode() implements Finding {}

        /// Nothing answers: no module, one without power, or one in a mode that listens only.
        record Silent() implements Finding {}

        /// A device that is no module.
        ///
        /// @param what it said
        record Stranger(String what) implements Finding {}

        /// The port could not be opened or died.
        record Unavailable(String reason) implements Finding {}
    }

    public PortProbe(Board board, Trace trace) {
        this.board = board;
        listening = new Listening(board.time());
        this.trace = trace;
    }

    /// Opens the port, looks, and closes it again. Takes up to six seconds and a little for a
    /// module's identity.
    public Finding look(String port, int bitsPerSecond, Deadline deadline) {
        try (SerialLink link = board.ports().open(port, bitsPerSecond)) {
            Overheard overheard = new Overheard();
            listening.until(board.time().after(LISTENING).earlier(deadline), link, overheard);
            return switch (overheard.kind()) {
                case SILENT, NEWS, ANSWERS -> speak(port, link, overheard, deadline);
                case PPP -> new Finding.DataMode();
                case NMEA ->
                        new Finding.Stranger(
                                "a receiver of positions (NMEA): " + overheard.excerpt());
                case STRANGE -> new Finding.Stranger(overheard.excerpt());
            };
        } catch (LinkException e) {
            return new Finding.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    private Finding speak(String port, SerialLink link, Overheard overheard, Deadline deadline)
            throws LinkException {
        overheard.forget();
        for (int tries = 0; tries < TRIES && !board.time().isOver(deadline); tries++) {
            link.write(HARMLESS, board.time().after(ANSWER));
            listening.until(board.time().after(ANSWER).earlier(deadline), link, overheard);
            if (overheard.kind() == Overheard.Kind.ANSWERS) {
                return identify(port, link, deadline);
            }
        }
        return overheard.kind() == Overheard.Kind.STRANGE
                ? new Finding.Stranger(overheard.excerpt())
                : new Finding.Silent();
    }

    private Finding identify(String port, SerialLink link, Deadline deadline) {
        try (AtPort at =
                AtPort.start(
                        port,
                        link,
                        board.time(),
                        board.tasks(),
                        UrcTable.of(List.of()),
                        _ -> {},
                        trace)) {
            ModuleQueries queries =
                    new ModuleQueries(
                            (command, end) ->
                                    at.execute(
                                            command,
                                            end.earlier(board.time().after(COMMAND))));
            return switch (queries.identity(deadline)) {
                case Step.Done<Identity>(Identity identity) -> new Finding.Module(identity);
                case Step.Failed<Identity>(_, String reason, _) -> new Finding.Stranger(reason);
            };
        }
    }
}
