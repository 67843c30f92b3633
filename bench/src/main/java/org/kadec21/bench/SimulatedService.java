package org.kadec21.bench;

import org.kadec21.bench.config.Scenario;
import org.kadec21.bench.console.AirDesk;
import org.kadec21.bench.console.Console;
import org.kadec21.bench.console.FaultSwitches;
import org.kadec21.bench.console.ModuleDesk;
import org.kadec21.bench.console.MovableTime;
import org.kadec21.bench.console.Screen;
import org.kadec21.bench.recording.RecordingWriter;
import org.kadec21.bench.transcript.TappedLink;
import org.kadec21.bench.transcript.Transcript;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.simulation.carrier.Carrier;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.module.SimulatedModule;
import org.kadec21.simulation.module.device.ModuleMemory;
import org.kadec21.simulation.module.device.ModuleProfile;

import java.time.Duration;
import java.util.Optional;

/// The simulated module in real time, with its carrier, its console and its scenario.
final class SimulatedService {

    private final RealTime real;
    private final SimulatedModule module;
    private final Console console;
    private final Transcript transcript;

    private SimulatedService(
            RealTime real, SimulatedModule module, Console console, Transcript transcript) {
        this.real = real;
        this.module = module;
        this.console = console;
        this.transcript = transcript;
    }

    /// Makes the module, without power. To be called holding the baton.
    static SimulatedService make(
            RealTime real,
            SimulatedOptions options,
            Screen screen,
            Optional<RecordingWriter> recording) {
        MovableTime calendar = new MovableTime(real.time());
        options.date().ifPresent(calendar::moveTo);
        EventLine journal = new EventLine(screen::show, real.time());
        CarrierPolicy policy = options.carrier();
        Carrier carrier = new Carrier(real.tasks(), calendar, journal, policy, real.network());
        ModuleProfile profile = options.profile();
        SimulatedModule module =
                new SimulatedModule(
                        real.tasks(),
                        calendar,
                        journal,
                        carrier,
                        carrier.radio(SimulatedOptions.IMSI, profile.bands()),
                        profile,
                        new ModuleMemory(options.card()),
                        options.timings());
        FaultSwitches faults = FaultSwitches.none();
        Console console =
                new Console(
                        real.tasks(),
                        new AirDesk(carrier, policy, SimulatedOptions.IMSI, calendar),
                        new ModuleDesk(module, SimulatedOptions::card, faults),
                        screen,
                        () -> real.tasks().powerOff("asked for on the console"));
        Transcript transcript = Listening.start(real, screen, console::showsTraffic, recording);
        return new SimulatedService(real, module, console, transcript);
    }

    /// Offers the module on a pseudo-terminal.
    void serve(SerialDoor door) {
        module.attach(tapped(door.line()));
        door.whenClosed(
                () -> {
                    transcript.closed();
                    module.dropTerminal();
                });
    }

    /// Offers it on a loopback TCP port too; 0 takes a free one.
    ///
    /// @return the port
    int serve(int port) throws LinkException {
        return real.network()
                .listen("127.0.0.1", port, (line, peer) -> module.attach(tapped(line)))
                .port();
    }

    /// Gives the module power, and begins the scenario.
    void start(SimulatedOptions options) {
        if (options.isCold()) {
            module.power().pressPowerKey();
        } else {
            module.foundOn();
        }
        Scenario scenario = options.scenario();
        real.tasks().start("scenario", () -> play(scenario, real.time().after(Duration.ZERO)));
    }

    Console console() {
        return console;
    }

    private ByteLink tapped(ByteLink line) {
        return new TappedLink(line, transcript);
    }

    private void play(Scenario scenario, Deadline start) {
        for (Scenario.Step step : scenario.steps()) {
            real.tasks().sleepUntil(start.plus(step.at()));
            console.carryOut(step.words());
        }
    }
}
