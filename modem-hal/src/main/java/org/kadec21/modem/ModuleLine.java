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
    private final PortSearch search;
    private final Dialect dialect;
    private final Trace trace;
    private final Signal news;
    private Optional<Opened> opened = Optional.empty();
    private long heardOnEarlierPorts;
    private boolean restarted;

    private record Opened(SerialLink link, AtPort port, PacketService packets) {}

    ModuleLine(Board board, ModuleSettings settings, Dialect dialect, Trace trace) {
        this.board = board;
        this.settings = settings;
        search = new PortSearch(board, settings, trace);
        this.dialect = dialect;
        this.trace = trace;
        news = board.tasks().signal("module news");
    }

    Time time() {
        return board.time();
    }

    /// The port's name, as the system has it now.
    String portName() {
        return search.name();
    }

    ModuleSettings.Limits limits() {
        return settings.limits();
    }

    /// Opens the port if it is not open, or dead; one that has vanished is looked for.
    Step<PacketService> open(Deadline deadline) {
        if (opened.isPresent() && !opened.get().port().isDead()) {
            return new Step.Done<>(opened.get().packets());
        }
        close("the port is opened anew");
        return switch (search.open(deadline)) {
            case Step.Done<SerialLink>(SerialLink link) -> {
                AtPort port =
                        AtPort.start(
                                search.name(),
                                link,
                                board.time(),
                                board.tasks(),
                                GENERAL.plus(dialect.urcs()),
                                this,
                                trace);
                PacketService packets = dialect.packetService(port, board.time(), board.tasks());
                opened = Optional.of(new Opened(link, port, packets));
                yield new Step.Done<>(packets);
            }
            case Step.Failed<SerialLink> failed -> failed.of();
        };
    }

    /// What the module told of itself, so that it is known again under another port's name.
    void remember(Identity identity) {
        search.remember(identity);
    }

    /// Closes the port and takes it for the module's no longer, unless it is the configured one.
    void giveUp() {
        close("the module does not answer");
        search.startOver();
    }

    void close(String reason) {
        opened.ifPresent(old -> {
            heardOnEarlierPorts += old.port().receivedBytes();
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
        Deadline longest = time().after(patience);
        Deadline wanted = longest.earlier(deadline);
        Deadline bounded = wanted.compareTo(floor) < 0 ? floor : wanted;
        return opened.map(open -> open.port().execute(command, bounded, longest))
                .orElseGet(this::notOpen);
    }

    /// [#execute(Command, Duration, Deadline)] with an ordinary command's patience.
    Reply execute(Command command, Deadline deadline) {
        return execute(command, limits().command(), deadline);
    }

    /// Asks `AT` until the line is in step and the module answers, or `until`.
    Reply probe(Deadline until) {
        return opened.map(open -> open.port().probe(until)).orElseGet(this::notOpen);
    }

    /// Writes outside of any command.
    boolean interject(String characters, Deadline deadline) {
        return opened.map(open -> open.port().interject(characters, deadline)).orElse(false);
    }

    /// Raises or drops DTR, where there is one.
    void setDtr(boolean on) {
        try {
            if (opened.isPresent()) {
                opened.get().link().setDtr(on);
            }
        } catch (LinkException e) {
            board.journal().event("module.no-dtr");
        }
    }

    /// Until when the module may be busy with a command that was given up.
    Deadline busyUntil() {
        return opened.map(open -> open.port().busyUntil())
                .orElseGet(() -> time().after(Duration.ZERO));
    }

    /// Whether the last command could not be sent since the line did not come into step: it is the
    /// ladder's turn.
    boolean isOutOfStep() {
        return opened.map(open -> open.port().isOutOfStep()).orElse(false);
    }

    /// Whether the module may still be in the data mode of a call that has ended on our side.
    boolean isBehindCall() {
        return opened.map(open -> open.port().isBehindCall()).orElse(false);
    }

    /// Bytes the module has sent in this unit's life.
    long heardBytes() {
        return heardOnEarlierPorts + opened.map(open -> open.port().receivedBytes()).orElse(0L);
    }

    void pause(Duration span, Deadline deadline) {
        board.tasks().sleepUntil(time().after(span).earlier(deadline));
    }

    /// Waits until the module says something by itself, or `deadline`.
    void awaitNews(Deadline deadline) {
        news.await(deadline);
    }

    Optional<PacketService> packets() {
        return opened.map(Opened::packets);
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

    private Reply notOpen() {
        return new Reply.Dead("the port " + settings.port() + " is not open");
    }
}
