package org.kadec21.bench;

import org.kadec21.simulation.module.fault.FaultList;
import org.kadec21.simulation.module.fault.UnknownFaultException;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Faults by name, with their settings: `late-reply,odd-lines:chance=0.5`, or `drawn`,
/// `drawn-calls`.
record FaultsOption(FaultList list) {

    static final class Converter implements ITypeConverter<FaultsOption> {

        @Override
        public FaultsOption convert(String value) {
            try {
                return new FaultsOption(FaultList.parse(value));
            } catch (UnknownFaultException wrong) {
                throw new TypeConversionException(String.valueOf(wrong.getMessage()));
            }
        }
    }
}
