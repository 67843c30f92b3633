package org.kadec21.simulation.module.core;

import org.kadec21.simulation.carrier.BandWish;
import org.kadec21.simulation.carrier.Cell;
import org.kadec21.simulation.carrier.Service;
import org.kadec21.simulation.module.core.Timers.Purpose;

import java.time.Duration;
import java.util.Optional;

/// Network registration: searching takes its time, losing the cell does not (3GPP TS 27.007 7.2).
public final class Registration {

    /// Longest time until the air is looked at again; the network's clock may step.
    private static final Duration LONGEST_LOOK = Duration.ofDays(1);

    private final DualBandModule module;
    private Status status = Status.NOT_SEARCHING;
    private Optional<Cell> cell = Optional.empty();
    private int reporting;
    private OperatorChoice choice = OperatorChoice.FACTORY;

    /// `<stat>` of `+CREG`.
    public enum Status {
        NOT_SEARCHING(0),
        HOME(1),
        SEARCHING(2),
        DENIED(3);

        private final int number;

        Status(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    public Registration(DualBandModule module) {
        this.module = module;
    }

    public Status status() {
        return status;
    }

    public boolean isHome() {
        return status == Status.HOME;
    }

    /// The cell the module camps on, also one that refuses it.
    public Optional<Cell> cell() {
        return cell;
    }

    public int reporting() {
        return reporting;
    }

    public void report(int mode) {
        reporting = mode;
    }

    public OperatorChoice choice() {
        return choice;
    }

    public void choose(OperatorChoice newChoice) {
        choice = newChoice;
    }

    /// Searches, unless the host has asked to stay deregistered.
    public void start() {
        if (!choice.searches()) {
            return;
        }
        become(Status.SEARCHING, Optional.empty());
        module.later(Purpose.REGISTRATION, module.timings().registration(), this::look);
    }

    /// The search has ended long ago.
    public void found() {
        look();
    }

    public void stop() {
        module.timers().cancel(Purpose.REGISTRATION);
        module.timers().cancel(Purpose.RADIO_CHANGE);
        become(Status.NOT_SEARCHING, Optional.empty());
    }

    public void forget() {
        status = Status.NOT_SEARCHING;
        cell = Optional.empty();
        reporting = 0;
        choice = OperatorChoice.FACTORY;
    }

    /// The air has changed, or what the host would like: a cell that went is missed at once, one
    /// that came is found by a search.
    public void radioChanged() {
        if (status == Status.HOME || status == Status.DENIED) {
            look();
        } else if (status == Status.SEARCHING) {
            start();
        }
    }

    /// `<stat>` and, in mode 2 and while registered, SID and NID where 3GPP has area and cell.
    public String report(Status shown, int mode) {
        return cell.filter(camped -> mode == 2 && shown == Status.HOME)
                .map(camped ->
                        "%d,\"%04X\",\"%04X\""
                                .formatted(shown.number(), camped.sid(), camped.nid()))
                .orElse(String.valueOf(shown.number()));
    }

    private void look() {
        switch (module.radio().service(wish())) {
            case Service.None() -> become(Status.SEARCHING, Optional.empty());
            case Service.Denied(Cell found) -> become(Status.DENIED, Optional.of(found));
            case Service.Home(Cell found) -> serve(found);
        }
        module.radio()
                .untilChange()
                .map(span -> span.compareTo(LONGEST_LOOK) < 0 ? span : LONGEST_LOOK)
                .ifPresent(span -> module.later(Purpose.RADIO_CHANGE, span, this::radioChanged));
    }

    /// A hand-over within a band class keeps what is under way. Another class is another network to
    /// the module: it loses its packet service and has to search again.
    private void serve(Cell found) {
        if (!isHome()) {
            module.clock().tell();
        }
        boolean sameBand = cell.filter(camped -> camped.band() != found.band()).isEmpty();
        if (isHome() && !sameBand) {
            become(Status.SEARCHING, Optional.empty());
            module.later(Purpose.REGISTRATION, module.timings().registration(), this::look);
            return;
        }
        boolean handedOver = isHome() && !cell.equals(Optional.of(found));
        become(Status.HOME, Optional.of(found));
        if (handedOver) {
            module.note("module.handover", "channel", found.channel(), "pn", found.pn());
        }
    }

    private BandWish wish() {
        boolean traffic =
                module.sockets().isTrafficking() || module.calls().state() != Calls.State.NONE;
        return new BandWish(
                module.memory().preferredBand(), cell.filter(camped -> traffic).map(Cell::band));
    }

    private void become(Status newStatus, Optional<Cell> newCell) {
        boolean lost = isHome() && newStatus != Status.HOME;
        boolean changed = status != newStatus || !cell.equals(newCell);
        String before = report(status, reporting);
        status = newStatus;
        cell = newCell;
        if (changed) {
            note();
        }
        String after = report(status, reporting);
        if (reporting > 0 && !after.equals(before)) {
            module.urc("+CREG: " + after);
        }
        if (lost) {
            module.calls().carrierLost();
            module.packet().lost();
        }
        module.packet().tell();
    }

    private void note() {
        if (cell.isPresent()) {
            int band = cell.get().band().number();
            module.note("module.registration", "status", status, "band", band);
        } else {
            module.note("module.registration", "status", status);
        }
    }
}
