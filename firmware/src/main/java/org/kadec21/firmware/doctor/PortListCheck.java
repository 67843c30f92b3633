package org.kadec21.firmware.doctor;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Ports;
import org.kadec21.hal.Ports.Port;
import org.kadec21.hal.serial.PortGuide;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// `ports`: what serial ports there are, and which of them looks like a module's. Nothing is
/// opened.
final class PortListCheck implements Check {

    private final Ports ports;

    PortListCheck(Ports ports) {
        this.ports = ports;
    }

    @Override
    public String name() {
        return "ports";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Result run(Deadline deadline) {
        List<Port> there = ports.list();
        if (there.isEmpty()) {
            return new Result.Warning(
                    "the system shows no serial port of its own",
                    "check the USB cable and the module's power, unless you named a port by a"
                            + " path");
        }
        String words = there.stream().map(PortListCheck::words).collect(Collectors.joining("; "));
        Facts facts =
                Facts.NONE
                        .and("ports", there.stream().map(Port::name).toList())
                        .and(
                                "likely",
                                there.stream()
                                        .filter(port ->
                                                PortGuide.of(port).guess() == PortGuide.Guess.MODEM)
                                        .map(Port::name)
                                        .toList());
        return new Result.Ok(words, facts);
    }

    /// A port in a few words: name, what the table knows of it, what the device calls itself.
    static String words(Port port) {
        PortGuide.Entry entry = PortGuide.of(port);
        String device = port.identity().isEmpty() ? "" : ", USB " + port.identity();
        String hint = entry.hint().isEmpty() ? "" : ", " + entry.hint();
        return port.name() + " (" + entry.words() + device + hint + ")";
    }
}
