package org.kadec21.bench;

import org.kadec21.bench.config.Scenario;
import org.kadec21.bench.console.AirDesk;
import org.kadec21.bench.console.Console;
import org.kadec21.bench.console.ModuleDesk;
import org.kadec21.bench.console.Screen;
import org.kadec21.bench.recording.FrameCapture;
import org.kadec21.bench.recording.RecordingWriter;
import org.kadec21.bench.transcript.Direction;
import org.kadec21.bench.transcript.TappedLink;
import org.kadec21.bench.transcript.Transcript;
import org.kadec21.bench.world.MovableTime;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.host.HostResolver;
import org.kadec21.simulation.carrier.Carrier;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.module.SimulatedModule;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.module.fault.Incident;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The simulated module in real time, with its carrier, its console and its scenario.
final class SimulatedService {

    private final RealTime real;
    private final SimulatedModule module;
    private final Console console;
    private final Transcript transcript;
    private final Screen screen;
    private Optional<FrameCapture> capture = Optional.empty();

    private SimulatedService(
            RealTime real,
            SimulatedModule module,
            Console console,
            Transcript transcript,
            Screen screen) {
        this.screen = screen;
        this.real = real;
        this.module = module;
        this.console = console;
        this.transcript = transcript;
    }

    /// Makes the module, without power. To be called holding the baton.
    ///
    /// @throws IOException when its memory cannot be kept where it is to be
    static SimulatedService make(
            RealTime real, SimulatedSetup setup, Screen screen, Optional<RecordingWriter> recording)
            throws IOException {
        MovableTime calendar = new MovableTime(real.time());
        setup.date().ifPresent(calendar::moveTo);
        EventLine journal = new EventLine(screen::show, real.time());
        CarrierPolicy policy = setup.carrier();
        Carrier carrier =
                new Carrier(
                        real.tasks(),
                        calendar,
                        journal,
                        policy,
                        real.network(),
                        new HostNames(new HostResolver(real.tasks()), real.time()),
                        real.randomness().generator());
        ModuleProfile profile = setup.profile();
        SimulatedModule module =
                new SimulatedModule(
                        real.tasks(),
                        calendar,
                        journal,
                        carrier.network(SimulatedSetup.IMSI),
                        carrier.radio(SimulatedSetup.IMSI, profile.bands()),
                        profile,
                        setup.memory().memory(),
                        setup.timings());
        setup.memory().begin(screen::show);
        module.onChange(() -> setup.memory().keep(screen::show));
        RandomGenerator chance = setup.chance();
        module.faults().switchOn(setup.faults(), chance);
        Console console =
                new Console(
                        real.tasks(),
                        new AirDesk(carrier, policy, SimulatedSetup.IMSI, calendar),
                        new ModuleDesk(module, SimulatedSetup::card, chance),
                        screen,
                        () -> real.tasks().powerOff("asked for on the console"));
        Transcript transcript =
                Listening.start(
                        real, screen, console::showsTraffic, module::isInPacketCall, recording);
        return new SimulatedService(real, module, console, transcript, screen);
    }

    /// Writes the frames of packet calls down, on ports that are offered from now on.
    void capture(FrameCapture frames) {
        capture = Optional.of(frames);
    }

    private void capture(Direction direction, byte[] bytes, int offset, int length) {
        try {
            capture.ifPresent(frames -> frames.heard(direction, bytes, offset, length));
        } catch (UncheckedIOException full) {
            capture = Optional.empty();
            screen.show("! " + full.getMessage());
        }
    }

    /// Offers the module on a pseudo-terminal.
    void serve(SerialDoor door) {
        module.attach(tapped(door.line()));
        module.onPortFault(trouble -> {
            if (trouble instanceof Incident.PortGone(Duration away)) {
                real.tasks().start("port fault", () -> unplug(door, real.time().after(away)));
                return true;
            }
            return false;
        });
        door.whenClosed(() -> {
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
    void start(SimulatedSetup setup) {
        if (setup.cold()) {
            module.power().pressPowerKey();
        } else {
            module.foundOn();
        }
        Deadline now = real.time().after(Duration.ZERO);
        real.tasks().start("scenario", () -> play(setup.scenario(), now));
    }

    Console console() {
        return console;
    }

    /// The port vanishes; when it comes back, the system has another device behind the link.
    private void unplug(SerialDoor door, Deadline back) {
        door.vanish();
        real.tasks().sleepUntil(back);
        try {
            door.comeBack();
            module.attach(tapped(door.line()));
        } catch (LinkException taken) {
            screen.show("! the port cannot come back: " + taken.getMessage());
        }
    }

    private ByteLink tapped(ByteLink line) {
        ByteLink heard = new TappedLink(line, transcript);
        return capture.<ByteLink>map(frames -> new TappedLink(heard, this::capture)).orElse(heard);
    }

    private void play(Scenario scenario, Deadline start) {
        for (Scenario.Step step : scenario.steps()) {
            real.tasks().sleepUntil(start.plus(step.at()));
            console.carryOut(step.words());
        }
    }
}
