package org.kadec21.recovery;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Secret;
import org.kadec21.hal.at.TraceText;
import org.kadec21.modem.Identity;
import org.kadec21.modem.Modem;
import org.kadec21.modem.ModuleSettings;
import org.kadec21.modem.PinMemory;
import org.kadec21.modem.Registration;
import org.kadec21.modem.SimState;
import org.kadec21.modem.Step;
import org.kadec21.modem.dialect.AccessPoint;
import org.kadec21.modem.dialect.Dialect;
import org.kadec21.modem.dialect.PacketService;
import org.kadec21.modem.dialect.QuectelDialect;
import org.kadec21.modem.dialect.SimcomDialect;
import org.kadec21.modem.dialect.TelitDialect;
import org.kadec21.modem.dialect.UbloxDialect;
import org.kadec21.simulation.board.SimulatedBoard;
import org.kadec21.simulation.flash.SimulatedFlash;
import org.kadec21.simulation.module.device.ModuleDialect;
import org.kadec21.simulation.time.PowerDomain;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A unit's modem from power-on to power-off.
final class UnitLife {

    private static final Duration STEP = Duration.ofMinutes(5);

    private final SerialLab lab;
    private final PowerDomain power;
    private final Modem modem;
    private final List<String> trace = new ArrayList<>();

    UnitLife(SerialLab lab, String port, List<String> otherPorts) {
        this.lab = lab;
        power = lab.world().powerDomain("unit");
        SimulatedBoard board =
                new SimulatedBoard(
                        lab.world().time(),
                        power.tasks(),
                        lab.world().randomness("unit"),
                        lab.world().journal("unit"),
                        new SimulatedFlash(65_536, lab.world().randomness("flash").generator()),
                        lab.ports(),
                        lab.internet(),
                        lab.wires(),
                        () -> 12_000);
        ModuleSettings settings =
                new ModuleSettings(
                        port,
                        otherPorts,
                        SerialLab.SPEED,
                        new AccessPoint("au.NET", "user", Secret.of("pass")),
                        Optional.empty(),
                        ModuleSettings.Sleep.MINIMUM,
                        ModuleSettings.Limits.standard());
        modem =
                new Modem(
                        board,
                        settings,
                        dialect(lab.vendor()),
                        new Forgetful(),
                        new TraceText(trace::add));
    }

    Modem modem() {
        return modem;
    }

    /// The AT dialogue so far.
    List<String> trace() {
        return trace;
    }

    Step<Identity> wake() {
        return modem.wake(lab.in(STEP));
    }

    /// Everything up to a connection to the echo server.
    ByteLink connect() throws LinkException {
        done(wake());
        Step<SimState> unlocked = modem.unlock(lab.in(STEP));
        done(unlocked);
        Step<Registration> registered = modem.register(lab.in(STEP));
        done(registered);
        PacketService packets = done(modem.openBearer(lab.in(STEP)));
        return packets.connect(SerialLab.HOST, SerialLab.ECHO, lab.in(STEP));
    }

    /// What comes back from the echo server for `text`.
    String echo(ByteLink link, String text) throws LinkException {
        link.write(text.getBytes(StandardCharsets.US_ASCII), lab.in(STEP));
        byte[] echoed = new byte[text.length()];
        int filled = 0;
        while (filled < echoed.length) {
            int count = link.read(echoed, filled, echoed.length - filled, lab.in(STEP));
            if (count <= 0) {
                throw new LinkException("the echo ended after " + filled + " bytes");
            }
            filled += count;
        }
        return new String(echoed, StandardCharsets.US_ASCII);
    }

    /// The power goes; the port is not closed.
    void cut() {
        power.cut("the test cuts it");
        lab.ports().releaseAll();
        lab.world().runFor(Duration.ofMillis(1));
    }

    static <T> T done(Step<T> step) throws LinkException {
        return switch (step) {
            case Step.Done<T>(T value) -> value;
            case Step.Failed<T>(_, String reason, String advice) ->
                    throw new LinkException(reason + "; " + advice);
        };
    }

    private static Dialect dialect(ModuleDialect vendor) {
        return switch (vendor) {
            case QUECTEL -> new QuectelDialect();
            case SIMCOM -> new SimcomDialect();
            case UBLOX -> new UbloxDialect();
            case TELIT -> new TelitDialect();
        };
    }

    /// There is no PIN to remember.
    private static final class Forgetful implements PinMemory {

        @Override
        public Optional<Verdict> verdict(String mark) {
            return Optional.empty();
        }

        @Override
        public boolean hasTriedInVain() {
            return false;
        }

        @Override
        public void remember(String mark, Verdict verdict) {}
    }
}
