package org.kadec21.bench.console;

import java.util.List;

/// The faults a module can be told to have.
public interface FaultSwitches {

    /// A line each: the name, whether it is on, what it does.
    List<String> list();

    /// @throws OrderException when there is no fault of one of these names; then none is switched
    void set(List<String> names, boolean on) throws OrderException;

    /// A module that has none.
    static FaultSwitches none() {
        return new FaultSwitches() {
            @Override
            public List<String> list() {
                return List.of("there are none");
            }

            @Override
            public void set(List<String> names, boolean on) throws OrderException {
                throw new OrderException("there are no faults");
            }
        };
    }
}
