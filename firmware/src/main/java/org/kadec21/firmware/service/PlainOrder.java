package org.kadec21.firmware.service;

import org.kadec21.hal.LinkException;

import java.util.List;

/// An order whose work is done by a method of somebody else.
record PlainOrder(String name, List<String> forms, String purpose, Work work) implements Order {

    /// As [Order#carryOut].
    @FunctionalInterface
    interface Work {
        Answer carryOut(Arguments arguments, ServiceLine line) throws LinkException;
    }

    @Override
    public Answer carryOut(Arguments arguments, ServiceLine line) throws LinkException {
        return work.carryOut(arguments, line);
    }
}
