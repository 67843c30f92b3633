package org.kadec21.modem;

import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.SerialLink;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Trace;
import org.kadec21.hal.at.Urc;
import org.kadec21.hal.at.UrcListener;
import org.kadec21.hal.at.UrcTable;
import org.kadec21.modem.Attachment.Cause;
import org.kadec21.modem.dialect.Dialect;
import org.kadec21.modem.dialect.PacketService;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The serial line to one module: opens and reopens the port, executes commands on it, and listens
/// for news.
final class ModuleLine implements UrcListener {

    private static final UrcTable GENERAL =
            UrcTable.of(
                            List.of(
                                    "+CREG:",
                                    "+CGREG:",
                                    "+CPIN:",
                                    "+CFUN:",
                                    "APP RDY",
                                    "SMS READY",
                                    "CALL READY",
                                    "RING",
                                    "NO CARRIER",
                                    "+CMTI:",
                                    "^MODE:",
                                    "+WSRV:"))
                    .withBanners(List.of("RDY", "^SYSSTART", "POWERED DOWN", "NORMAL POWER DOWN"));

    private final Board board;
    private final ModuleSettings settings;
    private final Dialect dialect;
    private final Trace trace;
    private final Signal news;
    private Optional<Opened> opened = Optional.empty();
    private boolean restarted;

    private record Opened(SerialLink link, AtPort port, PacketService packets) {}

    ModuleLine(Board board, ModuleSettings settings, Dialect dialect, Trace trace) {
        this.board = board;
        this.settings = settings;
        this.dialect = dialect;
        this.trace = trace;
        news = board.tasks().signal("module news");
    }

    Time time() {
        return board.time();
    }

    ModuleSettings.Limits limits() {
        return settings.limits();
    }

    /// Opens the port if it is not open, or dead.
    Step<PacketService> open() {
        if (opened.isPresent() && !opened.get().port().isDead()) {
            return new Step.Done<>(opened.get().packets());
        }
        close("the port is opened anew");
        try {
            SerialLink link = board.ports().open(settings.port(), settings.bitsPerSecond());
            link.setDtr(true);
            AtPort port =
                    AtPort.start(
                            settings.port(),
                            link,
                            board.time(),
                            board.tasks(),
                            GENERAL.plus(dialect.urcs()),
                            this,
                            trace);
            PacketService packets = dialect.packetService(port, board.time(), board.tasks());
            opened = Optional.of(new Opened(link, port, packets));
            return new Step.Done<>(packets);
        } catch (LinkException e) {
            return new Step.Failed<>(
                    Cause.PORT,
                    "expected to open the module's port " + settings.port() + ": " + e.getMessage(),
                    "check the cable and the configured port name, and that no other program holds"
                            + " it");
        }
    }

    void close(String reason) {
        opened.ifPresent(old -> {
            old.packets().lost(reason);
            old.port().close();
        });
        opened = Optional.empty();
    }

    /// Executes a command with its own patience. `deadline` shortens it, but not below an ordinary
    /// command's: cutting a command short would put the line in quarantine. After `deadline`
    /// nothing is sent.
    Reply execute(Command command, Duration patience, Deadline deadline) {
        if (time().isOver(deadline)) {
            return new Reply.Silence("no time was left for " + command);
        }
        Duration least = patience.compareTo(limits().command()) < 0 ? patience : limits().command();
        Deadline floor = time().after(least);
        Deadline wanted = time().after(patience).earlier(deadline);
        Deadline bounded = wanted.compareTo(floor) < 0 ? floor : wanted;
        return opened.map(open -> open.port().execute(command, bounded))
                .orElseGet(() -> new Reply.Dead("the port " + settings.port() + " is not open"));
    }

    /// [#execute(Command, Duration, Deadline)] with an ordinary command's patience.
    Reply execute(Command command, Deadline deadline) {
        return execute(command, limits().command(), deadline);
    }

    /// Whether the module answers `AT` in step within `patience`.
    boolean answers(Duration patience, Deadline deadline) {
        return execute(Command.of("AT"), patience, deadline) instanceof Reply.Ok;
    }

    /// Writes outside of any command.
    boolean interject(String characters, Deadline deadline) {
        return opened.map(open -> open.port().interject(characters, deadline)).orElse(false);
    }

    void pause(Duration span, Deadline deadline) {
        board.tasks().sleepUntil(time().after(span).earlier(deadline));
    }

    /// Waits until the module says something by itself, or `deadline`.
    void awaitNews(Deadline deadline) {
        news.await(deadline);
    }

    boolean isOpen() {
        return opened.isPresent() && !opened.get().port().isDead();
    }

    /// Whether the module has restarted, or gone down, since this was last asked.
    boolean takeRestart() {
        boolean happened = restarted;
        restarted = false;
        return happened;
    }

    boolean hasRestarted() {
        return restarted;
    }

    @Override
    public void heard(Urc urc) {
        if (GENERAL.banners().stream().anyMatch(urc::is)) {
            restarted = true;
            board.journal().event("module.restarted", "banner", urc.line());
            opened.ifPresent(open -> open.packets().lost("the module restarted: " + urc.line()));
        }
        opened.ifPresent(open -> open.packets().heard(urc));
        news.raise();
    }

    @Override
    public void ended(String reason) {
        opened.ifPresent(open -> open.packets().lost(reason));
        news.raise();
    }
}
