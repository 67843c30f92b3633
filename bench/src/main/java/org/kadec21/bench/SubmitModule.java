package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.firmware.CaptureOption;
import org.kadec21.firmware.DialOptions;
import org.kadec21.firmware.DoctorBoard;
import org.kadec21.firmware.UnitFile;
import org.kadec21.firmware.comms.ModuleUplinks;
import org.kadec21.firmware.config.Bearing;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.doctor.CautiousPins;
import org.kadec21.hal.Secret;
import org.kadec21.hal.at.Trace;
import org.kadec21.hal.at.TraceText;
import org.kadec21.hal.host.HostFiles;
import org.kadec21.hal.serial.JSerialPorts;
import org.kadec21.modem.ModemUplink;
import org.kadec21.modem.ModuleSettings;
import org.kadec21.modem.Uplink;
import org.kadec21.modem.dialect.AccessPoint;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The options of `submit` that put a module in place of the host's network.
final class SubmitModule {

    private static final int USUAL_SPEED = 115_200;
    private static final int MOST_PIN_BYTES = 64;

    @Option(
            names = "--serial",
            paramLabel = "PORT",
            description =
                    "Send through the module on this port (/dev/ttyUSB0, COM3) instead of the"
                            + " host's network.")
    private @Nullable String serial;

    @Option(
            names = "--dialect",
            paramLabel = "D",
            description =
                    "The module's commands: auto, quectel, simcom, ublox or telit (default: the"
                            + " unit's, else auto).")
    private UnitConfig.@Nullable Dialect dialect;

    @Option(
            names = "--unit",
            paramLabel = "FILE",
            description =
                    "A unit's configuration, for dialect, speed, access point and SIM PIN; not for"
                            + " the server.")
    private @Nullable Path unitFile;

    @Option(
            names = "--apn",
            paramLabel = "NAME",
            description =
                    "Access point of the packet network (default: the unit's, else internet).")
    private @Nullable String apn;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "Speed of the line in bit/s (default: the unit's, else 115200).")
    private @Nullable Integer speed;

    @Option(
            names = "--sim-pin-file",
            paramLabel = "FILE",
            description =
                    "File whose first line is the SIM's PIN (default: the unit's). It is tried"
                            + " once.")
    private @Nullable Path simPinFile;

    @Option(
            names = "--bearer",
            paramLabel = "B",
            description =
                    "How the module carries TCP: sockets (its own), or ppp (a data call; any module"
                            + " that can dial). Default: the unit's, else sockets.")
    private Bearing.@Nullable Way bearer;

    @Option(
            names = "--dial",
            paramLabel = "NUMBER",
            description =
                    "What is dialled for ppp, without ATD (default: the unit's, else *99***1# or"
                            + " #777, whichever the module knows).")
    private @Nullable String number;

    @Mixin private CaptureOption capture = new CaptureOption();

    @Option(names = "--trace", description = "Show the dialogue with the module on stderr.")
    private boolean trace;

    /// The module as an uplink; empty when the host's network is to be used.
    ///
    /// @throws ParameterException when the options contradict each other
    Optional<Uplink> uplink(CommandLine line, RealTime real) {
        if (serial == null) {
            requireNothingElse(line);
            return Optional.empty();
        }
        requireSense(line);
        Optional<UnitConfig.Module> unit =
                Optional.ofNullable(unitFile).map(UnitFile::read).map(UnitConfig::module);
        DoctorBoard board =
                new DoctorBoard(
                        real.time(),
                        real.tasks(),
                        real.randomness(),
                        new JSerialPorts(real.tasks(), real.tasks(), real.time()),
                        real.network());
        return Optional.of(
                new ModemUplink(
                        board,
                        settings(line, serial, unit),
                        ModuleUplinks.dialect(
                                ModuleUplinks.dialect(
                                        Optional.ofNullable(dialect)
                                                .or(() -> unit.map(UnitConfig.Module::dialect))
                                                .orElse(UnitConfig.Dialect.AUTO)),
                                bearing(line, unit),
                                ModuleUplinks.setup(board, capture.open(line))),
                        new CautiousPins(),
                        trace ? new TraceText(line.getErr()::println) : Trace.none()));
    }

    private Bearing bearing(CommandLine line, Optional<UnitConfig.Module> unit) {
        Bearing configured = unit.map(UnitConfig.Module::bearing).orElse(Bearing.SOCKETS);
        Bearing dialling = number == null ? configured : configured.dialling(number);
        Bearing asked = bearer == null ? dialling : dialling.only(bearer);
        DialOptions.requireCall(line, asked, number, capture);
        return asked;
    }

    private ModuleSettings settings(
            CommandLine line, String port, Optional<UnitConfig.Module> unit) {
        return new ModuleSettings(
                port,
                unit.map(UnitConfig.Module::otherPorts).orElse(List.of()),
                Optional.ofNullable(speed)
                        .or(() -> unit.map(UnitConfig.Module::bitsPerSecond))
                        .orElse(USUAL_SPEED),
                new AccessPoint(
                        Optional.ofNullable(apn)
                                .or(() -> unit.map(UnitConfig.Module::apn))
                                .orElse("internet"),
                        unit.map(UnitConfig.Module::user).orElse(""),
                        unit.map(UnitConfig.Module::password).orElse(Secret.of(""))),
                simPinFile == null
                        ? unit.flatMap(UnitConfig.Module::pin)
                        : Optional.of(pin(line, simPinFile)),
                ModuleSettings.Sleep.MINIMUM,
                ModuleSettings.Limits.standard());
    }

    private void requireNothingElse(CommandLine line) {
        if (dialect != null
                || unitFile != null
                || apn != null
                || speed != null
                || simPinFile != null
                || bearer != null
                || number != null
                || capture.isGiven()
                || trace) {
            throw new ParameterException(
                    line,
                    "--dialect, --unit, --apn, --speed, --sim-pin-file, --bearer, --dial,"
                            + " --capture, --trace: expected --serial with them, but it is"
                            + " missing");
        }
    }

    private void requireSense(CommandLine line) {
        if (speed != null && (speed < 300 || speed > 4_000_000)) {
            throw new ParameterException(
                    line, "--speed: expected 300 to 4000000 bit/s, but came " + speed);
        }
        if (number != null && !number.matches(Bearing.NUMBER)) {
            throw new ParameterException(line, "--dial: expected " + Bearing.NUMBER_WORDS);
        }
        if (apn != null && !apn.matches("[ !#-~]{1,99}")) {
            throw new ParameterException(
                    line, "--apn: expected 1 to 99 printable characters without quotes");
        }
    }

    private static Secret pin(CommandLine line, Path file) {
        String first = "";
        try {
            first =
                    new String(HostFiles.read(file, MOST_PIN_BYTES), StandardCharsets.US_ASCII)
                            .lines()
                            .findFirst()
                            .orElse("");
        } catch (IOException unreadable) {
            throw new ParameterException(
                    line,
                    "--sim-pin-file: expected a file to read, but " + unreadable.getMessage());
        }
        if (!first.matches("[0-9]{4,8}")) {
            throw new ParameterException(
                    line, "--sim-pin-file: expected 4 to 8 digits in the first line of " + file);
        }
        return Secret.of(first);
    }
}
