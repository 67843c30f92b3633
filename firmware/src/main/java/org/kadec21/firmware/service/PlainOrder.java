package org.kadec21.firmware.service;

import org.kadec21.firmware.service.Answer.Cause;
import org.kadec21.firmware.service.Answer.Refused;
import org.kadec21.hal.LinkException;

import java.util.List;
import java.util.function.Supplier;

/// An order whose work is done by a method of somebody else.
record PlainOrder(String name, List<String> forms, String purpose, Work work) implements Order {

    /// As [Order#carryOut].
    @FunctionalInterface
    interface Work {
        Answer carryOut(Arguments arguments, ServiceLine line) throws LinkException;
    }

    /// An order that is complete with its name.
    static PlainOrder alone(String name, String purpose, Supplier<Answer> work) {
        return new PlainOrder(
                name,
                List.of(name),
                purpose,
                (arguments, line) -> arguments.text().isEmpty() ? work.get() : nothingBehind(name));
    }

    /// What stands there is not shown: it may be a password.
    static Answer nothingBehind(String name) {
        return new Refused(
                Cause.USAGE, "expected '" + name + "' with nothing behind it, but something came");
    }

    @Override
    public Answer carryOut(Arguments arguments, ServiceLine line) throws LinkException {
        return work.carryOut(arguments, line);
    }
}
