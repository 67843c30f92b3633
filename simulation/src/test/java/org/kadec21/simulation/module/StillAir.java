package org.kadec21.simulation.module;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.LinkException;
import org.kadec21.simulation.carrier.BandClass;
import org.kadec21.simulation.carrier.BandWish;
import org.kadec21.simulation.carrier.CallConduct;
import org.kadec21.simulation.carrier.Cell;
import org.kadec21.simulation.carrier.RadioView;
import org.kadec21.simulation.carrier.Service;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Air that changes only when a test says so.
final class StillAir implements RadioView {

    static final Cell CELL = new Cell(BandClass.BC0, 0, 1175, 12304, 8, 168, 15, -75);

    private Service service = new Service.Home(CELL);
    private BandWish wished = BandWish.NONE;

    void becomes(Service newService) {
        service = newService;
    }

    @Override
    public Service service(BandWish wish) {
        wished = wish;
        return service;
    }

    /// What the module brought along last.
    BandWish wished() {
        return wished;
    }

    @Override
    public Optional<Duration> untilChange() {
        return Optional.empty();
    }

    @Override
    public String operator() {
        return "KDDI";
    }

    @Override
    public String address() {
        return "10.7.157.1";
    }

    @Override
    public ByteLink dial(CallConduct conduct) throws LinkException {
        throw new LinkException("nobody takes calls in still air");
    }

    @Override
    public Instant networkTime() {
        return Instant.parse("2013-01-31T21:00:00Z");
    }

    @Override
    public void watch(Runnable changed) {}
}
