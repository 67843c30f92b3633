package org.kadec21.modem;

import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Ports.Port;
import org.kadec21.hal.SerialLink;
import org.kadec21.hal.at.Trace;
import org.kadec21.modem.Attachment.Cause;
import org.kadec21.modem.PortProbe.Finding;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Opens the module's port, and finds the module again when it comes back under another name: by
/// what the system knows of the USB device, and by the serial number the module tells. Ports that
/// the unit's configuration does not allow are not touched.
final class PortSearch {

    /// Most ports looked at in one search; each takes some seconds.
    private static final int CANDIDATES = 16;

    private final Board board;
    private final ModuleSettings settings;
    private final PortProbe probe;
    private final Listening listening;
    private String name;
    private String device = "";
    private Optional<Identity> module = Optional.empty();

    PortSearch(Board board, ModuleSettings settings, Trace trace) {
        this.board = board;
        this.settings = settings;
        probe = new PortProbe(board, trace);
        listening = new Listening(board.time());
        name = settings.port();
    }

    /// Where the module is, or was last.
    String name() {
        return name;
    }

    void remember(Identity identity) {
        module = Optional.of(identity);
    }

    /// The open port, or why there is none.
    Step<SerialLink> open(Deadline deadline) {
        Step<SerialLink> here = open(name);
        if (here instanceof Step.Done<SerialLink>) {
            return here;
        }
        for (String candidate : candidates()) {
            boolean found =
                    !board.time().isOver(deadline)
                            && isOurs(
                                    candidate,
                                    probe.look(candidate, settings.bitsPerSecond(), deadline));
            if (found) {
                board.journal().event("module.moved");
                name = candidate;
                return open(candidate);
            }
        }
        return here;
    }

    /// A device that talks as no module does took over the name: nothing is written to it.
    private Step<SerialLink> open(String port) {
        if (isTaken(port)) {
            return failed(port, "another device has that name now");
        }
        try {
            SerialLink link = board.ports().open(port, settings.bitsPerSecond());
            if (listening.hearsReceiver(link)) {
                link.close();
                return failed(port, "a receiver of positions (NMEA) talks there");
            }
            link.setDtr(true);
            described(port).map(Port::identity).ifPresent(identity -> device = identity);
            return new Step.Done<>(link);
        } catch (LinkException e) {
            return failed(port, String.valueOf(e.getMessage()));
        }
    }

    private boolean isTaken(String port) {
        return !device.isEmpty()
                && described(port)
                        .map(Port::identity)
                        .filter(identity -> !identity.isEmpty() && !identity.equals(device))
                        .isPresent();
    }

    private Optional<Port> described(String port) {
        return board.ports().list().stream()
                .filter(listed -> listed.name().equals(port))
                .findFirst();
    }

    /// The same USB device first.
    private List<String> candidates() {
        List<Port> others =
                board.ports().list().stream().filter(port -> !port.name().equals(name)).toList();
        return Stream.concat(
                        others.stream().filter(this::isSameDevice),
                        others.stream()
                                .filter(port -> !isSameDevice(port) && isAllowed(port.name())))
                .map(Port::name)
                .limit(CANDIDATES)
                .toList();
    }

    private boolean isSameDevice(Port port) {
        return !device.isEmpty() && port.identity().equals(device);
    }

    private boolean isAllowed(String port) {
        return port.equals(settings.port())
                || settings.otherPorts().stream().anyMatch(allowed -> matches(port, allowed));
    }

    private static boolean matches(String port, String allowed) {
        String pattern =
                Stream.of(allowed.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        return port.matches(pattern);
    }

    private boolean isOurs(String port, Finding finding) {
        boolean sameDevice = described(port).filter(this::isSameDevice).isPresent();
        return switch (finding) {
            case Finding.Module(Identity identity) ->
                    module.map(known ->
                                    known.isSameDevice(identity)
                                            || (sameDevice && identity.serialNumber().isEmpty()))
                            .orElse(true);
            case Finding.DataMode() -> sameDevice;
            case Finding.Silent(), Finding.Stranger(_), Finding.Unavailable(_) -> false;
        };
    }

    private static Step<SerialLink> failed(String port, String reason) {
        return new Step.Failed<>(
                Cause.PORT,
                "expected to open the module's port " + port + ": " + reason,
                "check the cable and the configured port name, and that no other program holds it");
    }
}
