package org.kadec21.updater.port;

import org.kadec21.updater.flash.Fitness;
import org.kadec21.updater.image.FirmwareImage;
import org.kadec21.updater.image.RefusedException;
import org.kadec21.updater.image.RefusedException.Reason;
import org.kadec21.updater.image.Sha256;
import org.kadec21.updater.port.RemoteUnit.Board;
import org.kadec21.updater.port.RemoteUnit.Kept;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;

/// Installs an image over a unit's service port (`docs/flashing-protocol.md`). Whatever the unit
/// has of it already is not sent again; a transfer that breaks off is resumed.
public final class PortInstaller {

    /// Attempts in a row that bring nothing further, before somebody has to look at the cable.
    public static final int MOST_ATTEMPTS = 5;

    private static final String NAME = "unit.jar";

    private final Line line;
    private final ConsoleTalk talk;
    private final Optional<String> password;
    private final IntConsumer progress;

    /// The image's file as it is now.
    @FunctionalInterface
    public interface Source {

        byte[] read() throws IOException;
    }

    /// What became of it.
    ///
    /// @param installed false when the slot that starts held the image already
    public record Installed(boolean installed, Board board) {}

    /// @param password of the service port, when there is one
    /// @param progress told how many bytes of the image the unit has
    public PortInstaller(Line line, Optional<String> password, IntConsumer progress) {
        this.line = line;
        this.talk = new ConsoleTalk(line);
        this.password = password;
        this.progress = progress;
    }

    /// Asks the unit about itself and checks whether the image is right for it; nothing is written.
    ///
    /// @throws RefusedException when it is not, or the battery is too low
    /// @throws IOException when the unit cannot be asked
    public Board check(FirmwareImage image) throws IOException, RefusedException {
        return checked(unit(), image);
    }

    /// Checks, sends, and has it installed.
    ///
    /// @param source asked once more when all is sent
    /// @throws RefusedException when the image is refused, by this side or by the unit
    /// @throws IOException when the transfer did not succeed; it can be resumed
    public Installed install(FirmwareImage image, Source source)
            throws IOException, RefusedException {
        RemoteUnit unit = unit();
        Board board = checked(unit, image);
        if (board.starts(image)) {
            return new Installed(false, board);
        }
        String sha256 = Sha256.hex(image.bytes());
        transfer(unit, board.table().kind(), image.bytes(), sha256);
        requireUnchanged(source, sha256);
        order("firmware install " + board.table().kind() + " " + sha256);
        return new Installed(true, board);
    }

    /// Has the unit start what was installed; false when it has nobody who would start it again.
    public boolean restart() throws IOException {
        return talk.order("firmware restart").isDone();
    }

    private RemoteUnit unit() throws IOException, RefusedException {
        talk.begin(password);
        return StatusReader.read(order("firmware status").lines());
    }

    private static Board checked(RemoteUnit unit, FirmwareImage image)
            throws LineException, RefusedException {
        Board board = unit.board(image.declaration());
        Fitness.require(image.declaration(), board.table());
        unit.requireSupply();
        return board;
    }

    private void transfer(RemoteUnit first, String board, byte[] image, String sha256)
            throws IOException, RefusedException {
        int from = resumption(first, board, image, sha256);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            if (send(board, image, sha256, from)) {
                return;
            }
            RemoteUnit unit = unit();
            unit.requireSupply();
            int reached = resumption(unit, board, image, sha256);
            attempt = reached > from ? -1 : attempt;
            from = reached;
        }
        throw new LineException(
                "expected the unit to take the image, but the transfer broke off "
                        + MOST_ATTEMPTS
                        + " times in a row at the same place; check cable and speed, then install"
                        + " again, which resumes it");
    }

    /// Whether all of it arrived.
    private boolean send(String board, byte[] image, String sha256, int from)
            throws IOException, RefusedException {
        String begin = "firmware receive " + board + " " + image.length + " " + sha256;
        Reply reply = order(from == 0 ? begin : begin + " from " + from);
        progress.accept(from);
        if (reply.isDone()) {
            return true;
        }
        Transmission end =
                new Sending(line, taken -> progress.accept(from + taken))
                        .send(NAME, Arrays.copyOfRange(image, from, image.length));
        return end == Transmission.COMPLETE && talk.answer().isDone();
    }

    /// How much of this image the unit has; 0 when what it has is not the beginning of this image.
    private static int resumption(RemoteUnit unit, String board, byte[] image, String sha256) {
        return unit.kept()
                .filter(kept -> kept.board().equals(board) && kept.sha256().equals(sha256))
                .filter(kept -> kept.length() <= image.length)
                .filter(kept ->
                        Sha256.hex(Arrays.copyOf(image, kept.length())).equals(kept.prefix()))
                .map(Kept::length)
                .orElse(0);
    }

    private void requireUnchanged(Source source, String sha256)
            throws IOException, RefusedException {
        if (!Sha256.hex(source.read()).equals(sha256)) {
            order("firmware discard");
            throw new RefusedException(
                    Reason.EXCHANGED,
                    "expected the same file from beginning to end, but it was exchanged while it"
                            + " was transferred; nothing was installed, so choose one and install"
                            + " it again");
        }
    }

    private Reply order(String words) throws IOException, RefusedException {
        Reply reply = talk.order(words);
        reply.requireDone();
        return reply;
    }
}
