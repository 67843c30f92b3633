package org.kadec21.simulation.time;

/// One wait of one task: over when it is fired, once.
final class Wait {

    private final VirtualTask task;
    private final String reason;
    private boolean over;
    private boolean signalled;

    Wait(VirtualTask task, String reason) {
        this.task = task;
        this.reason = reason;
    }

    VirtualTask task() {
        return task;
    }

    String reason() {
        return reason;
    }

    boolean isOver() {
        return over;
    }

    boolean wasSignalled() {
        return signalled;
    }

    void end(boolean bySignal) {
        over = true;
        signalled = bySignal;
    }
}
