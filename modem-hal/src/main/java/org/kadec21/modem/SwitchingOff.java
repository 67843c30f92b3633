package org.kadec21.modem;

import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Reply;
import org.kadec21.modem.dialect.Dialect;

import java.time.Duration;

/// Switches a module off in good order, or restarts it where nothing could switch it on again.
final class SwitchingOff {

    /// From the `OK` to the farewell: 2 to 10 s at Quectel, SIMCom and Telit.
    private static final Duration FAREWELL = Duration.ofSeconds(12);

    private final Board board;
    private final ModuleLine line;
    private final Dialect dialect;

    SwitchingOff(Board board, ModuleLine line, Dialect dialect) {
        this.board = board;
        this.line = line;
        this.dialect = dialect;
    }

    void run(Deadline deadline) {
        line.takeRestart();
        Duration radio = line.limits().radio();
        boolean isBack = board.modulePower().hasPowerKey() && offAndOn(radio, deadline);
        if (!isBack) {
            line.execute(Command.of("AT+CFUN=1,1"), radio, deadline);
        }
        line.takeRestart();
    }

    private boolean offAndOn(Duration radio, Deadline deadline) {
        boolean obeys =
                dialect.powerOff().stream()
                        .anyMatch(command ->
                                line.execute(Command.of(command), radio, deadline)
                                        instanceof Reply.Ok);
        if (obeys) {
            awaitFarewell(deadline);
        }
        return obeys && board.modulePower().pressPowerKey();
    }

    /// Not every module says goodbye, and a USB port goes down with it.
    private void awaitFarewell(Deadline deadline) {
        Deadline patience = board.time().after(FAREWELL).earlier(deadline);
        while (!line.hasRestarted() && line.isOpen() && !board.time().isOver(patience)) {
            line.awaitNews(patience);
        }
    }
}
