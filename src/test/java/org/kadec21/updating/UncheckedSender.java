package org.kadec21.updating;

import org.kadec21.updater.port.ConsoleTalk;
import org.kadec21.updater.port.Line;
import org.kadec21.updater.port.Reply;
import org.kadec21.updater.port.Sending;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// Gives the orders of `docs/flashing-protocol.md` for any bytes at all.
record UncheckedSender(Line line) {

    /// Sends them and has them installed.
    ///
    /// @return the answer to the last order that was given
    String send(byte[] image) {
        try {
            String sha256 =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image));
            String board = SignedImages.BOARD.kind();
            ConsoleTalk talk = new ConsoleTalk(line);
            talk.begin(Optional.of(Mast.PASSWORD));
            Reply reply =
                    talk.order("firmware receive " + board + " " + image.length + " " + sha256);
            if (reply.isNews()) {
                new Sending(line, taken -> {}).send("unit.jar", image);
                reply = talk.answer();
            }
            return reply.isDone()
                    ? talk.order("firmware install " + board + " " + sha256).end()
                    : reply.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException every) {
            throw new IllegalStateException("every Java has SHA-256", every);
        }
    }
}
