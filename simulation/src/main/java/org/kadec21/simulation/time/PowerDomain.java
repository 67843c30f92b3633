package org.kadec21.simulation.time;

import org.kadec21.hal.PowerOffException;
import org.kadec21.hal.Tasks;

import java.util.ArrayList;
import java.util.List;

/// Tasks on one supply. After a cut every present and future wait of theirs ends with
/// [PowerOffException].
public final class PowerDomain {

    private final Baton baton;
    private final String owner;
    private final List<VirtualTask> members = new ArrayList<>();
    private String cutReason = "";
    private boolean on = true;
    private boolean shutDown;

    PowerDomain(Baton baton, String owner) {
        this.baton = baton;
        this.owner = owner;
    }

    /// The tasks of this domain.
    public Tasks tasks() {
        return new VirtualTasks(baton, this, owner);
    }

    public boolean isOn() {
        return on;
    }

    /// Cuts the power. The task that calls goes on until its own next wait. Idempotent.
    public void cut(String reason) {
        if (on) {
            on = false;
            cutReason = reason;
            for (VirtualTask member : members) {
                baton.wake(member);
            }
        }
    }

    void shutDown() {
        shutDown = true;
        cut("the world ends");
    }

    void join(VirtualTask task) {
        members.add(task);
    }

    void leave(VirtualTask task) {
        members.remove(task);
    }

    void requirePower(VirtualTask task) {
        if (!on && !(shutDown && task.isRoot())) {
            throw new PowerOffException(owner + ": " + cutReason);
        }
    }
}
