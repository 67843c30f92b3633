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
import org.kadec21.simulation.module.device.SimCard;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the simulated module is and what it finds around it.
final class SimulatedOptions {

    static final String IMSI = "440700123456789";

    private static final Pattern PIN = Pattern.compile("\\d{4,8}");
    private static final Secret PUK = Secret.of("12345678");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            converter = ProfileOption.class,
            description =
                    "Which module: ${COMPLETION-CANDIDATES} (default: dual-band).",
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
            split = ",",
            description =
                    "What goes wrong from the start, by name, separated by commas; an unknown name"
                            + " lists them all.")
    private List<String> faults = List.of();

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
                    "The module starts at the moment of the ready line: it boots, reads its card and"
                            + " searches (default: it has done so long ago).")
    private boolean cold;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Boot, registration and attach N times as fast as a real module (default:"
                            + " ${DEFAULT-VALUE}).")
    private int speed;

    /// Refuses what no option can know by itself.
    void check() {
        if (speed < 1) {
            throw wrong("--speed: expected 1 or more, but came " + speed);
        }
        if (pin != null && !PIN.matcher(pin).matches()) {
            throw wrong("--pin: expected 4 to 8 digits, but came something else");
        }
    }

    ModuleProfile profile() {
        ModuleProfile chosen = profile == null ? ModuleProfile.dualBand() : profile;
        return dialect == null ? chosen : chosen.withDialect(dialect);
    }

    SimCard card() {
        return card(Secret.of(pin == null ? "" : pin));
    }

    /// A card of the lab's subscriber.
    static SimCard card(Secret pin) {
        return new SimCard(IMSI, pin, PUK);
    }

    CarrierPolicy carrier() {
        CarrierPolicy carrier =
                carrierFile == null
                        ? CarrierFile.read(CarrierOptions.standard())
                                .withLine(Duration.ZERO, 0, 0)
                                .withBlocks(List.of())
                        : CarrierFile.read(carrierFile);
        return refused ? carrier.refusing(List.of(IMSI)) : carrier;
    }

    Optional<Instant> date() {
        return Optional.ofNullable(date);
    }

    Scenario scenario() {
        return scenarioFile == null ? Scenario.NONE : ScenarioFile.read(scenarioFile);
    }

    List<String> faults() {
        return faults;
    }

    boolean isCold() {
        return cold;
    }

    ModuleTimings timings() {
        return ModuleTimings.TYPICAL.faster(speed);
    }

    ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
