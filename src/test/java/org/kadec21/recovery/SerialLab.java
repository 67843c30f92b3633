package org.kadec21.recovery;

import org.kadec21.hal.Board;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.SerialLink;
import org.kadec21.simulation.board.SimulatedPorts;
import org.kadec21.simulation.carrier.Carrier;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.link.VirtualSerial;
import org.kadec21.simulation.module.SimulatedModule;
import org.kadec21.simulation.module.device.ModuleDialect;
import org.kadec21.simulation.module.device.ModuleMemory;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.module.device.ModuleTimings;
import org.kadec21.simulation.module.device.SimCard;
import org.kadec21.simulation.net.VirtualInternet;
import org.kadec21.simulation.time.World;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A module, serial ports it can be plugged into, an echo server behind the network, and one life
/// of a unit after the other.
final class SerialLab implements AutoCloseable {

    static final String HOST = "echo.example.jp";
    static final int ECHO = 7;
    static final int SPEED = ModuleMemory.DEFAULT_BITS_PER_SECOND;

    private static final Instant START = Instant.parse("2013-01-31T21:00:00Z");
    private static final String IMSI = "440700123456789";

    private final List<String> journal = new ArrayList<>();
    private final World world;
    private final VirtualInternet internet;
    private final SimulatedModule module;
    private final SimulatedPorts ports = new SimulatedPorts();
    private final ModuleDialect vendor;
    private Board.ModulePower wires;

    SerialLab(ModuleDialect vendor, long seed) throws LinkException {
        this.vendor = vendor;
        world = new World(seed, START, journal::add);
        internet = new VirtualInternet(world.tasks("internet"), world.time());
        internet.listen(HOST, ECHO, (link, _) -> echo(link));
        Carrier carrier =
                new Carrier(
                        world.tasks("carrier"),
                        world.time(),
                        world.journal("carrier"),
                        CarrierPolicy.auNet(List.of()),
                        internet);
        ModuleProfile profile = ModuleProfile.dualBand().withDialect(vendor);
        module =
                new SimulatedModule(
                        world.tasks("module"),
                        world.time(),
                        world.journal("module"),
                        carrier.network(IMSI),
                        carrier.radio(IMSI, profile.bands()),
                        profile,
                        new ModuleMemory(SimCard.open(IMSI)),
                        ModuleTimings.TYPICAL);
        wires = module.power();
    }

    World world() {
        return world;
    }

    SimulatedModule module() {
        return module;
    }

    SimulatedPorts ports() {
        return ports;
    }

    VirtualInternet internet() {
        return internet;
    }

    ModuleDialect vendor() {
        return vendor;
    }

    /// What the next unit can do to the module beside AT.
    Board.ModulePower wires() {
        return wires;
    }

    /// From now on the board has the power key and nothing else.
    void keepOnlyThePowerKey() {
        Board.ModulePower all = module.power();
        wires =
                new Board.ModulePower() {

                    @Override
                    public boolean hasPowerKey() {
                        return all.hasPowerKey();
                    }

                    @Override
                    public boolean pressPowerKey() {
                        return all.pressPowerKey();
                    }

                    @Override
                    public boolean pulseReset() {
                        return false;
                    }

                    @Override
                    public boolean cycleSupply() {
                        return false;
                    }
                };
    }

    Deadline in(Duration span) {
        return world.time().after(span);
    }

    /// Events so far, as lines of the journal.
    List<String> journal() {
        return journal;
    }

    /// The module appears under a name. Closing the port drops DTR.
    void plugIn(String name, String identity) {
        plugIn(name, identity, cable(name));
    }

    /// The module appears at a port without control lines, and nothing but that leads to it.
    void plugInByPseudoTerminal(String name) {
        wires = Board.ModulePower.NONE;
        VirtualSerial line = cable(name);
        line.withoutDtrWire();
        plugIn(name, "", line);
    }

    /// A device that is no module appears.
    ForeignDevice plugInForeign(String name, String identity, String sentence) {
        VirtualSerial line = new VirtualSerial(name, SPEED, world.tasks(name), world.time());
        ports.plugIn(name, "foreign", identity, line);
        return new ForeignDevice(line.module(), world.tasks(name), world.time(), sentence);
    }

    /// A unit boots.
    UnitLife boot(String port, String... otherPorts) {
        return new UnitLife(this, port, List.of(otherPorts));
    }

    /// What a program that is not ours does to the module before the unit boots; it goes away
    /// without closing the port.
    String tell(String port, String... texts) throws LinkException {
        SerialLink link = ports.open(port, SPEED);
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        for (String text : texts) {
            link.write(text.getBytes(StandardCharsets.ISO_8859_1), in(Duration.ofMinutes(1)));
            int count = link.read(buffer, 0, buffer.length, in(Duration.ofSeconds(3)));
            while (count > 0) {
                heard.write(buffer, 0, count);
                count = link.read(buffer, 0, buffer.length, in(Duration.ofSeconds(3)));
            }
        }
        ports.releaseAll();
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    /// The same, without waiting for an answer.
    void type(String port, String text) throws LinkException {
        SerialLink link = ports.open(port, SPEED);
        link.write(text.getBytes(StandardCharsets.ISO_8859_1), in(Duration.ofMinutes(1)));
        ports.releaseAll();
    }

    @Override
    public void close() {
        world.close();
    }

    private VirtualSerial cable(String name) {
        return new VirtualSerial(name, SPEED, world.tasks(name), world.time());
    }

    private void plugIn(String name, String identity, VirtualSerial line) {
        module.attach(line.module());
        line.onDtr(on -> {
            if (!on) {
                module.dropTerminal();
            }
        });
        ports.plugIn(name, "module", identity, line);
    }

    private void echo(ByteLink link) {
        world.tasks("server")
                .start(
                        "echo",
                        () -> {
                            byte[] buffer = new byte[512];
                            try (link) {
                                int count = link.read(buffer, 0, 512, Deadline.never());
                                while (count >= 0) {
                                    link.write(buffer, 0, count, Deadline.never());
                                    count = link.read(buffer, 0, 512, Deadline.never());
                                }
                            } catch (LinkException e) {
                                // the other side is gone; so is this task
                            }
                        });
    }
}
