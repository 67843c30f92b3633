package org.kadec21.simulation.module.fault;

/// A misbehaviour of the network, or of the way to it, that only packet calls meet.
abstract class CallFault implements Fault {

    private final Circumstances circumstances;
    private final Pace pace;

    CallFault(FaultOrder order, Circumstances circumstances) {
        this.circumstances = circumstances;
        pace = new Pace(order, circumstances);
    }

    final boolean strikes() {
        return pace.strikes();
    }

    final Circumstances circumstances() {
        return circumstances;
    }
}
