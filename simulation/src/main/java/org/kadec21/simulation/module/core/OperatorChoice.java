package org.kadec21.simulation.module.core;

/// What `+COPS` was set to.
///
/// @param mode 0 automatic, 1 manual, 2 deregistered
/// @param format of operator names: 0 long, 1 short, 2 numeric
public record OperatorChoice(int mode, int format) {

    public static final OperatorChoice FACTORY = new OperatorChoice(0, 0);

    public boolean searches() {
        return mode != 2;
    }
}
