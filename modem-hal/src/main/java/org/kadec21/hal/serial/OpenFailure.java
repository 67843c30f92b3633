package org.kadec21.hal.serial;

import org.kadec21.hal.LinkException;
import org.kadec21.hal.Ports.Port;

import java.util.List;
import java.util.stream.Collectors;

/// Why a serial port could not be opened, as sentences for a person.
final class OpenFailure {

    private OpenFailure() {}

    static LinkException noSuchPort(String name, List<Port> ports, Throwable cause) {
        String there =
                ports.isEmpty()
                        ? "this machine shows none at all; check the cable and the module's power"
                        : "there are "
                                + ports.stream().map(Port::name).collect(Collectors.joining(", "));
        return new LinkException("there is no serial port " + name + "; " + there, cause);
    }

    /// @param code `errno` of Linux (asm-generic/errno.h)
    /// @param location where in jSerialComm, for its maintainers
    static LinkException of(String name, int code, int location) {
        return new LinkException(
                switch (code) {
                    case 1, 13 ->
                            "no right to open the serial port "
                                    + name
                                    + "; `kadec21 doctor --serial "
                                    + name
                                    + "` says which right is missing and how to get it (often"
                                    + " membership of group dialout, and a new login)";
                    case 11, 16 ->
                            "the serial port "
                                    + name
                                    + " is held by another program; end that (`fuser -v "
                                    + name
                                    + "` names it; ModemManager likes to hold modems)";
                    case 2, 5, 6, 19 ->
                            "nothing answers at the serial port "
                                    + name
                                    + "; check the cable and the module's power";
                    case 25 -> name + " is not a serial port; name one such as /dev/ttyUSB0";
                    default ->
                            "the serial port "
                                    + name
                                    + " cannot be opened (error "
                                    + code
                                    + " at "
                                    + location
                                    + " of jSerialComm); plug it in again, or try another port";
                });
    }
}
