package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.bench.config.CarrierFile;
import org.kadec21.bench.config.Scenario;
import org.kadec21.bench.config.ScenarioFile;
import org.kadec21.hal.Secret;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.module.device.ModuleDialect;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.module.device.ModuleTimings;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/// What the simulated module is and what it finds around it.
final class SimulatedOptions {

    /// Small enough to be typed again.
    private static final long DRAWN_SEEDS = 1_000_000;

    private static final Pattern PIN = Pattern.compile("\\d{4,8}");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            converter = ProfileOption.class,
            description = "Which module: ${COMPLETION-CANDIDATES} (default: n2-dual).",
            completionCandidates = ProfileOption.class)
    private @Nullable ModuleProfile profile;

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            converter = DialectOption.class,
            description =
                    "Whose socket commands it has, instead of the profile's:"
                            + " ${COMPLETION-CANDIDATES}.",
            completionCandidates = DialectOption.class)
    private @Nullable ModuleDialect dialect;

    @Option(
            names = "--pin",
            paramLabel = "PIN",
            description = "The SIM asks for this PIN (lab value; default: none).")
    private @Nullable String pin;

    @Option(
            names = "--memory",
            paramLabel = "FILE",
            description =
                    "Keep what a module and its SIM remember without power in FILE, made at the"
                            + " first start; from then on its SIM counts, not --pin (default: it"
                            + " lives as long as the program).")
    private @Nullable Path memoryFile;

    @Option(
            names = "--refuse-registration",
            description = "The network turns this SIM away, as it does an unpaid contract's.")
    private boolean refused;

    @Option(
            names = "--carrier",
            paramLabel = "FILE",
            description =
                    "The carrier, see docs/configuration.md: all of it holds, by the date of"
                            + " --date, on top of what the host's network does (default: the cells"
                            + " of config/carriers/au-net.yaml, without delay and blocked ports).")
    private @Nullable Path carrierFile;

    @Option(
            names = "--ppp-auth",
            paramLabel = "HOW",
            converter = PppAuthOption.Converter.class,
            description =
                    "How a host that dials has to say who it is: none, pap, chap, or with who may,"
                            + " chap:USER:PASSWORD (lab values; default: what --carrier says, or"
                            + " none).")
    private @Nullable PppAuthOption pppAuth;

    @Option(
            names = "--date",
            paramLabel = "DATE",
            converter = DateOption.class,
            description =
                    "What the network's calendar shows at the start, such as 2012-07-01 (default:"
                            + " today).")
    private @Nullable Instant date;

    @Option(
            names = "--faults",
            paramLabel = "LIST",
            converter = FaultsOption.Converter.class,
            description =
                    "What goes wrong from the start, by name, separated by commas, 'all', or"
                            + " 'drawn', 'drawn-calls' for a few that the seed draws; see"
                            + " docs/module-faults.md"
                            + " (default: nothing).")
    private @Nullable FaultsOption faults;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "When faults strike, and which are drawn (default: another one each time, which"
                            + " the ready line names).")
    private @Nullable Long seed;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description =
                    "What happens while it runs, see docs/module-command.md (default: nothing but"
                            + " what the console says).")
    private @Nullable Path scenarioFile;

    @Option(
            names = "--cold",
            description =
                    "The module starts at the moment of the ready line: it boots, reads its card"
                            + " and searches (default: it has done so long ago).")
    private boolean cold;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Boot, registration and attach N times as fast as a real module (default:"
                            + " ${DEFAULT-VALUE}).")
    private int speed;

    /// Everything that was chosen, files read and checked.
    SimulatedSetup setup() {
        if (speed < 1) {
            throw wrong("--speed: expected 1 or more, but came " + speed);
        }
        if (pin != null && !PIN.matcher(pin).matches()) {
            throw wrong("--pin: expected 4 to 8 digits, but came something else");
        }
        long chosen = seed == null ? new SplittableRandom().nextLong(1, DRAWN_SEEDS) : seed;
        return new SimulatedSetup(
                profile(),
                memory(),
                carrier(),
                Optional.ofNullable(date),
                faults == null ? List.of() : faults.list().orders(new SplittableRandom(chosen)),
                chosen,
                scenarioFile == null ? Scenario.NONE : ScenarioFile.read(scenarioFile),
                cold,
                ModuleTimings.TYPICAL.faster(speed));
    }

    private KeptMemory memory() {
        Secret card = Secret.of(pin == null ? "" : pin);
        return memoryFile == null
                ? KeptMemory.forgetful(card)
                : KeptMemory.in(memoryFile, profile(), card);
    }

    private ModuleProfile profile() {
        ModuleProfile chosen = profile == null ? ModuleProfile.dualBand() : profile;
        return dialect == null ? chosen : chosen.withDialect(dialect);
    }

    private CarrierPolicy carrier() {
        CarrierPolicy carrier =
                carrierFile == null
                        ? CarrierFile.read(CarrierOptions.standard())
                                .withLine(Duration.ZERO, 0, 0)
                                .withBlocks(List.of())
                        : CarrierFile.read(carrierFile);
        if (pppAuth != null) {
            carrier =
                    carrier.withPacketCalls(
                            carrier.packetCalls()
                                    .asking(pppAuth.authentication(), pppAuth.account()));
        }
        return refused ? carrier.refusing(List.of(SimulatedSetup.IMSI)) : carrier;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
