package org.kadec21.firmware.instruction;

import org.kadec21.firmware.config.Instructions;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.hal.Board;
import org.kadec21.mailbox.MailboxException;
import org.kadec21.mailbox.MailboxSession;

import java.util.Optional;

import javax.net.SocketFactory;

/// Whether the mailbox of settings that are tried out can be reached. One that cannot would leave
/// the unit out of reach for every later instruction, though its mails go out.
final class MailboxTrial {

    private final Instructions tried;
    private final UnitSettings settings;
    private final Board board;
    private boolean isReached;

    /// @param tried the mailbox among it
    /// @param settings know which one was used before
    MailboxTrial(Instructions tried, UnitSettings settings, Board board) {
        this.tried = tried;
        this.settings = settings;
        this.board = board;
    }

    /// Whether the mailbox is the one of before, or was reached since.
    boolean isPassed() {
        return isReached
                || settings.proven()
                        .flatMap(UnitConfig::instructions)
                        .filter(this::hasTheSameMailbox)
                        .isPresent();
    }

    /// Logs in and says goodbye.
    ///
    /// @return why that failed
    Optional<String> attempt(SocketFactory sockets) {
        try (MailboxSession box =
                MailboxSession.open(
                        tried.mailbox(),
                        tried.tls(),
                        sockets,
                        board.time(),
                        board.randomness(),
                        board.time().after(tried.airtimeCap()))) {
            box.quit();
            isReached = true;
            return Optional.empty();
        } catch (MailboxException failed) {
            return Optional.of("its mailbox was not reached: " + failed.getMessage());
        }
    }

    private boolean hasTheSameMailbox(Instructions before) {
        return before.mailbox().equals(tried.mailbox()) && before.tls().equals(tried.tls());
    }
}
