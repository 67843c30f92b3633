package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.bench.console.Screen;
import org.kadec21.bench.recording.FrameCapture;
import org.kadec21.bench.recording.Recording;
import org.kadec21.bench.recording.RecordingWriter;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.SerialLink;
import org.kadec21.simulation.module.fault.FaultOrder;
import org.kadec21.simulation.realtime.Keyboard;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// `kadec21 module`: a module on a pseudo-terminal or a TCP port: simulated, recorded from a real
/// port, or played from a recording.
@Command(
        name = "module",
        header =
                "Offers a module, simulated, real or recorded, as a serial port to any program that"
                        + " speaks AT.",
        description = {
            "",
            "LINK becomes a symbolic link to a pseudo-terminal: open it as you would open"
                + " /dev/ttyUSB0. The line 'ready {json}' on stdout says when it can be used. What"
                + " host and module say is shown on stderr.",
            "",
            "The simulated module (--profile says which) is on, unlocked and registered, takes any"
                    + " call, speaks PPP behind it, and its TCP connections, by sockets or by PPP,"
                    + " go to this host's network. Standard input is a"
                    + " console for it ('help' says what it knows), whose end ends nothing else."
                    + " --through offers a real modem instead, --replay a recorded one."
        },
        footer = {
            "",
            "Examples:",
            "  kadec21 module --pty modem0",
            "  picocom modem0                    (then: ATI, AT+CREG?, AT$$BSINFO?)",
            "  kadec21 module --pty modem0 --profile n2-old --date 2012-07-21",
            "  kadec21 module --pty modem0 --pin 1234 --memory modem0.json",
            "  kadec21 module --pty modem0 --ppp-auth chap:au:lab --capture ppp.pcap",
            "  kadec21 module --pty modem0 --faults drawn --seed 7",
            "  kadec21 unit run --serial modem0 --server localhost:1587 --ca ca.pem --flash flash",
            "  kadec21 module --through /dev/ttyUSB0 --pty modem0 --record session.rec",
            "  kadec21 module --replay session.rec --pty modem0",
            "",
            "Exit codes: 0 ended by SIGTERM, Ctrl-C or 'quit'; 64 usage; 69 the link or port cannot"
                    + " be had or is lost; 70 bug; 78 a file is wrong."
        },
        mixinStandardHelpOptions = true)
final class ModuleCommand implements Callable<Integer> {

    /// What only a simulated module can be told.
    private static final List<String> SIMULATED_ONLY =
            List.of(
                    "--tcp",
                    "--profile",
                    "--dialect",
                    "--pin",
                    "--memory",
                    "--refuse-registration",
                    "--carrier",
                    "--capture",
                    "--ppp-auth",
                    "--date",
                    "--faults",
                    "--seed",
                    "--scenario",
                    "--cold",
                    "--speed");

    @Spec private CommandSpec spec;

    @Option(
            names = "--pty",
            paramLabel = "LINK",
            description = "Where to put the link to the pseudo-terminal (Linux only).")
    private @Nullable Path link;

    @Option(
            names = "--tcp",
            paramLabel = "PORT",
            converter = PortOption.class,
            description = "Offer the AT port on this loopback port too; 0 takes a free one.")
    private @Nullable Integer tcpPort;

    @Mixin private SimulatedOptions simulated = new SimulatedOptions();

    @Option(
            names = "--through",
            paramLabel = "PORT",
            description = "Not simulated: the real modem at this serial port.")
    private @Nullable String through;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description =
                    "Write down what host and module say, with times and without secrets, for"
                            + " --replay and for diff.")
    private @Nullable Path record;

    @Option(
            names = "--capture",
            paramLabel = "FILE",
            description =
                    "Write the PPP frames of packet calls to FILE, for Wireshark or tshark (pcap);"
                            + " passwords of PAP are made unreadable.")
    private @Nullable Path capture;

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Not simulated: answers as the module of this recording did.")
    private @Nullable Path replay;

    @Override
    public Integer call() throws Exception {
        check();
        SimulatedSetup setup = simulated.setup();
        Optional<Recording> recording = Optional.ofNullable(replay).map(Recording::read);
        RealTime real = new RealTime();
        try (Tidy tidy = new Tidy()) {
            Optional<SerialLink> modem = modem(real, tidy);
            Optional<SerialDoor> door = door(real, tidy);
            Optional<RecordingWriter> writer = writer(real);
            writer.ifPresent(tidy::later);
            Optional<FrameCapture> frames = frames(real);
            frames.ifPresent(tidy::later);
            Optional<Keyboard> keyboard = keyboard(tidy);
            Screen screen =
                    tidy.later(Screen.on(spec.commandLine().getErr(), keyboard.isPresent()));
            PortService others = new PortService(real, screen, writer);
            List<Runnable> begin = new ArrayList<>();
            int code =
                    real.run(
                            () -> {
                                if (modem.isPresent()) {
                                    others.bridge(modem.get(), door.orElseThrow());
                                    return ready();
                                }
                                if (recording.isPresent()) {
                                    others.replay(recording.get(), door.orElseThrow());
                                    return ready();
                                }
                                SimulatedService service =
                                        SimulatedService.make(real, setup, screen, writer);
                                frames.ifPresent(service::capture);
                                begin.add(() ->
                                        service.console().read(System.in, keyboard.isPresent()));
                                return simulate(service, setup, door);
                            },
                            () -> begin.forEach(Runnable::run),
                            tidy::close,
                            spec.commandLine().getOut());
            others.requireIntact();
            return code;
        }
    }

    private Map<String, Object> simulate(
            SimulatedService service, SimulatedSetup setup, Optional<SerialDoor> door)
            throws LinkException {
        Map<String, Object> ready = ready();
        door.ifPresent(service::serve);
        if (tcpPort != null) {
            ready.put("tcp_port", service.serve(tcpPort));
        }
        if (!setup.faults().isEmpty()) {
            ready.put("faults", setup.faults().stream().map(FaultOrder::toString).toList());
            ready.put("seed", setup.seed());
        }
        service.start(setup);
        return ready;
    }

    /// Before anything else is made: most often it is this that fails.
    private Optional<SerialLink> modem(RealTime real, Tidy tidy) throws Exception {
        String port = through;
        if (port == null) {
            return Optional.empty();
        }
        SerialLink modem = real.tasks().call(() -> PortService.open(real, port));
        tidy.later(modem::close);
        return Optional.of(modem);
    }

    private Optional<SerialDoor> door(RealTime real, Tidy tidy) throws LinkException {
        return link == null
                ? Optional.empty()
                : Optional.of(tidy.later(SerialDoor.open(real, link)));
    }

    /// Only the simulated module has a console.
    private Optional<Keyboard> keyboard(Tidy tidy) throws IOException {
        if (through != null || replay != null) {
            return Optional.empty();
        }
        Optional<Keyboard> keyboard = Keyboard.take();
        keyboard.ifPresent(tidy::later);
        return keyboard;
    }

    private Map<String, Object> ready() {
        Map<String, Object> ready = new LinkedHashMap<>();
        ready.put("format", 1);
        ready.put("service", "module");
        if (link != null) {
            ready.put("pty", link.toString());
        }
        return ready;
    }

    private void check() {
        if (through != null || replay != null) {
            checkAlone();
        } else if (link == null && tcpPort == null) {
            throw wrong("expected --pty LINK or --tcp PORT, got neither");
        }
    }

    private void checkAlone() {
        String mode = through != null ? "--through" : "--replay";
        if (through != null && replay != null) {
            throw wrong("expected --through or --replay, got both");
        }
        if (link == null) {
            throw wrong(mode + ": expected --pty LINK too, for the program to open");
        }
        if (replay != null && record != null) {
            throw wrong("expected --replay or --record, got both");
        }
        Stream<String> given =
                SIMULATED_ONLY.stream()
                        .filter(name -> spec.commandLine().getParseResult().hasMatchedOption(name));
        given.findFirst()
                .ifPresent(name -> {
                    throw wrong(name + " is for the simulated module; leave it off, or " + mode);
                });
    }

    private Optional<RecordingWriter> writer(RealTime real) throws IOException {
        if (record == null) {
            return Optional.empty();
        }
        String module = through == null ? "the simulated module" : through;
        try {
            return Optional.of(
                    RecordingWriter.create(
                            record,
                            List.of(module + ", " + real.time().now()),
                            real.time().nanos()));
        } catch (FileAlreadyExistsException there) {
            throw new IOException(
                    record + " is there already; expected a new file for the recording", there);
        } catch (FileSystemException refused) {
            throw unwritable("--record", record, refused);
        }
    }

    private Optional<FrameCapture> frames(RealTime real) throws IOException {
        if (capture == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(FrameCapture.create(capture, real.time()));
        } catch (FileAlreadyExistsException there) {
            throw new IOException(
                    capture + " is there already; expected a new file for the capture", there);
        } catch (FileSystemException refused) {
            throw unwritable("--capture", capture, refused);
        }
    }

    private static IOException unwritable(String option, Path file, FileSystemException refused) {
        return new IOException(
                option
                        + ": expected a file that can be written, but "
                        + file
                        + " cannot be ("
                        + Unwritable.reason(file, refused)
                        + "); choose one in a folder you may write to",
                refused);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
