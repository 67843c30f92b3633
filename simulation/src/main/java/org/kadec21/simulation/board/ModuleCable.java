package org.kadec21.simulation.board;

import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.simulation.link.VirtualSerial;
import org.kadec21.simulation.module.SimulatedModule;
import org.kadec21.simulation.module.fault.Incident;

import java.time.Duration;

/// A module on a board's serial port. Closing the port drops DTR; a fault of the module can make
/// the port vanish, and then it comes back under another name, as a USB device does, or hang when
/// it is closed.
public final class ModuleCable {

    private final SimulatedModule module;
    private final SimulatedPorts ports;
    private final String name;
    private final String model;
    private final int bitsPerSecond;
    private final Tasks tasks;
    private final Time time;
    private VirtualSerial line;
    private String nowAs;
    private boolean hasDtr = true;
    private boolean away;
    private boolean unplugged;

    /// Plugs the module in.
    ///
    /// @param name of the port
    /// @param model what the system says of the device
    public ModuleCable(
            SimulatedModule module,
            SimulatedPorts ports,
            String name,
            String model,
            int bitsPerSecond,
            Tasks tasks,
            Time time) {
        this.module = module;
        this.ports = ports;
        this.name = name;
        this.model = model;
        this.bitsPerSecond = bitsPerSecond;
        this.tasks = tasks;
        this.time = time;
        nowAs = name;
        line = plugIn();
        module.onPortFault(this::suffer);
    }

    /// There is no wire for DTR; closing the port drops it nevertheless.
    public void withoutDtrWire() {
        hasDtr = false;
        line.withoutDtrWire();
    }

    /// The board restarts and names its devices anew; one that is away stays away.
    public void enumerate() {
        if (!away && !nowAs.equals(name)) {
            ports.pull(nowAs);
            nowAs = name;
            line = plugIn();
        }
    }

    /// Takes the module off the board for good.
    public void unplug() {
        unplugged = true;
        ports.pull(nowAs);
    }

    private boolean suffer(Incident.OfPort trouble) {
        if (!away && !unplugged) {
            switch (trouble) {
                case Incident.PortGone(Duration span) -> {
                    ports.pull(nowAs);
                    returnAfter(span);
                }
                case Incident.PortLies(Duration span) -> {
                    line.fallSilent(Runnable::run);
                    ports.forget(nowAs);
                    returnAfter(span);
                }
                case Incident.PortStuck(Duration span) ->
                        line.fallSilent(closing -> {
                            tasks.start(
                                    "port hangs in closing",
                                    () -> {
                                        tasks.sleepUntil(time.after(span));
                                        closing.run();
                                    });
                        });
            }
        }
        return true;
    }

    private void returnAfter(Duration span) {
        away = true;
        nowAs = nowAs.equals(name) ? name + "-2" : name;
        tasks.start(
                "module port returns",
                () -> {
                    tasks.sleepUntil(time.after(span));
                    away = false;
                    if (!unplugged) {
                        line = plugIn();
                    }
                });
    }

    private VirtualSerial plugIn() {
        VirtualSerial fresh = new VirtualSerial("serial", bitsPerSecond, tasks, time);
        if (!hasDtr) {
            fresh.withoutDtrWire();
        }
        fresh.onDtr(on -> {
            if (!on) {
                module.dropTerminal();
            }
        });
        module.attach(fresh.module());
        ports.plugIn(nowAs, model, "kadec21:lab:1", fresh);
        return fresh;
    }
}
