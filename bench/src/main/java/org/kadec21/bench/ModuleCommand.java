package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.bench.config.CarrierFile;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Secret;
import org.kadec21.hal.Signal;
import org.kadec21.simulation.carrier.Carrier;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.module.SimulatedModule;
import org.kadec21.simulation.module.device.ModuleMemory;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.module.device.ModuleTimings;
import org.kadec21.simulation.module.device.SimCard;
import org.kadec21.simulation.realtime.Pty;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/// `kadec21 module`: the simulated module on a pseudo-terminal or a TCP port.
@Command(
        name = "module",
        header =
                "Offers the simulated dual-band module as a serial port, for any program that"
                        + " speaks AT.",
        description = {
            "",
            "LINK becomes a symbolic link to a pseudo-terminal: open it as you would open"
                + " /dev/ttyUSB0. The module boots and registers as a real one; its TCP sockets go"
                + " to this host's network. The line 'ready {json}' on stdout says when it can be"
                + " used."
        },
        footer = {
            "",
            "Examples:",
            "  kadec21 module --pty modem0",
            "  picocom modem0                    (then: ATI, AT+CREG?, AT$$BSINFO?)",
            "  kadec21 unit run --serial modem0 --server localhost:1587 --ca ca.pem --flash flash",
            "",
            "Exit codes: 0 ended by SIGTERM or Ctrl-C; 64 usage; 69 the link or port cannot be had;"
                    + " 70 bug; 78 the file of --carrier is wrong."
        },
        mixinStandardHelpOptions = true)
final class ModuleCommand implements Callable<Integer> {

    private static final String IMSI = "440700123456789";

    private static final Pattern PIN = Pattern.compile("\\d{4,8}");

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

    @Option(
            names = "--pin",
            paramLabel = "PIN",
            description = "The SIM asks for this PIN (lab value; default: none).")
    private @Nullable String pin;

    @Option(
            names = "--refuse-registration",
            description = "The network turns this SIM away, as it does an unpaid contract's.")
    private boolean refused;

    @Option(
            names = "--carrier",
            paramLabel = "FILE",
            description =
                    "The carrier, see docs/configuration.md: all of it holds, by today's date, on"
                            + " top of what the host's network does (default: the cells of"
                            + " config/carriers/au-net.yaml, without delay and blocked ports).")
    private @Nullable Path carrierFile;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Boot, registration and attach N times as fast as a real module (default:"
                            + " ${DEFAULT-VALUE}).")
    private int speed;

    @Override
    public Integer call() throws Exception {
        if (link == null && tcpPort == null) {
            throw new ParameterException(
                    spec.commandLine(), "expected --pty LINK or --tcp PORT, got neither");
        }
        if (speed < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--speed: expected 1 or more, but came " + speed);
        }
        if (pin != null && !PIN.matcher(pin).matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--pin: expected 4 to 8 digits, but came something else");
        }
        CarrierPolicy air = air();
        RealTime real = new RealTime();
        Signal hungUp = real.tasks().signal("module port closed");
        Optional<Pty> pty =
                link == null ? Optional.empty() : Optional.of(Pty.open(link, hungUp::raise));
        return real.run(
                () -> serve(real, pty, hungUp, air),
                () -> pty.ifPresent(ModuleCommand::close),
                spec.commandLine().getOut());
    }

    private CarrierPolicy air() {
        CarrierPolicy carrier =
                carrierFile == null
                        ? CarrierFile.read(CarrierOptions.standard())
                                .withLine(Duration.ZERO, 0, 0)
                                .withBlocks(List.of())
                        : CarrierFile.read(carrierFile);
        return refused ? carrier.refusing(List.of(IMSI)) : carrier;
    }

    private Map<String, ?> serve(RealTime real, Optional<Pty> pty, Signal hungUp, CarrierPolicy air)
            throws LinkException {
        PrintWriter err = spec.commandLine().getErr();
        SimulatedModule module = module(real, new EventLine(err, real.time()), air);
        Map<String, Object> ready = new LinkedHashMap<>();
        ready.put("format", 1);
        ready.put("service", "module");
        if (pty.isPresent()) {
            module.attach(real.tasks().pump("module", pty.get()));
            real.tasks().start("module terminal", () -> watch(hungUp, module));
            ready.put("pty", String.valueOf(link));
        }
        if (tcpPort != null) {
            ready.put(
                    "tcp_port",
                    real.network()
                            .listen("127.0.0.1", tcpPort, (line, peer) -> module.attach(line))
                            .port());
        }
        module.power().pressPowerKey();
        return ready;
    }

    /// The last program that closes the port drops DTR.
    private static void watch(Signal hungUp, SimulatedModule module) {
        while (hungUp.await(Deadline.never())) {
            module.dropTerminal();
        }
    }

    private SimulatedModule module(RealTime real, EventLine journal, CarrierPolicy air) {
        Carrier carrier = new Carrier(real.tasks(), real.time(), journal, air, real.network());
        ModuleProfile profile = ModuleProfile.dualBand();
        SimCard card =
                pin == null
                        ? SimCard.open(IMSI)
                        : new SimCard(IMSI, Secret.of(pin), Secret.of("12345678"));
        return new SimulatedModule(
                real.tasks(),
                real.time(),
                journal,
                carrier,
                carrier.radio(IMSI, profile.bands()),
                profile,
                new ModuleMemory(card),
                ModuleTimings.TYPICAL.faster(speed));
    }

    private static void close(Pty pty) {
        try {
            pty.close();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the link to the pseudo-terminal is left behind: remove it", e);
        }
    }
}
