package org.kadec21.bench.console;

import org.kadec21.bench.world.MovableTime;
import org.kadec21.simulation.carrier.BandClass;
import org.kadec21.simulation.carrier.Carrier;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.carrier.Cell;
import org.kadec21.simulation.carrier.Coverage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Changes the network around a module: what the carrier's file says, with what was ordered since.
public final class AirDesk {

    private final Carrier carrier;
    private final CarrierPolicy file;
    private final String imsi;
    private final MovableTime calendar;
    private List<BandClass> onAir = List.of(BandClass.values());
    private OptionalInt dbm = OptionalInt.empty();
    private boolean refused;

    /// @param file the policy in force
    public AirDesk(Carrier carrier, CarrierPolicy file, String imsi, MovableTime calendar) {
        this.carrier = carrier;
        this.file = file;
        this.imsi = imsi;
        this.calendar = calendar;
        refused = file.refusedSubscribers().contains(imsi);
    }

    /// Carries an order out.
    ///
    /// @return what was done, in words
    String carryOut(Order.OfAir order) {
        String done =
                switch (order) {
                    case Order.Signal(int level) -> {
                        dbm = OptionalInt.of(level);
                        yield "every cell is heard at " + level + " dBm";
                    }
                    case Order.Coverage(List<BandClass> bands) -> {
                        onAir = bands;
                        yield bands.isEmpty() ? "no cell is on air" : "on air: " + bands;
                    }
                    case Order.Refuse(boolean on) -> {
                        refused = on;
                        yield on ? "this SIM is turned away" : "this SIM is admitted";
                    }
                    case Order.Calendar(Instant date) -> {
                        calendar.moveTo(date);
                        yield "the network's calendar shows " + date;
                    }
                };
        carrier.change(policy());
        return done;
    }

    private CarrierPolicy policy() {
        List<String> turnedAway = new ArrayList<>(file.refusedSubscribers());
        turnedAway.remove(imsi);
        if (refused) {
            turnedAway.add(imsi);
        }
        return file.withCoverage(
                        file.coverage().stream()
                                .filter(span -> onAir.contains(span.cell().band()))
                                .map(this::heard)
                                .toList())
                .refusing(turnedAway);
    }

    private Coverage heard(Coverage span) {
        Cell cell = span.cell();
        return new Coverage(
                new Cell(
                        cell.band(),
                        cell.subclass(),
                        cell.channel(),
                        cell.sid(),
                        cell.nid(),
                        cell.pn(),
                        cell.ecIoHalfDb(),
                        dbm.orElse(cell.dbm())),
                span.from(),
                span.until());
    }
}
