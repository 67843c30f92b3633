package org.kadec21.bench;

import org.kadec21.simulation.module.fault.FaultOrder;
import org.kadec21.simulation.module.fault.Faults;
import org.kadec21.simulation.module.fault.UnknownFaultException;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.List;

/// Faults by name, with their settings: `late-reply,odd-lines:chance=0.5`.
record FaultsOption(List<FaultOrder> orders) {

    FaultsOption {
        orders = List.copyOf(orders);
    }

    static final class Converter implements ITypeConverter<FaultsOption> {

        @Override
        public FaultsOption convert(String value) {
            try {
                return new FaultsOption(Faults.parse(value));
            } catch (UnknownFaultException wrong) {
                throw new TypeConversionException(String.valueOf(wrong.getMessage()));
            }
        }
    }
}
