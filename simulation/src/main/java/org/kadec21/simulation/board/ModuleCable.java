package org.kadec21.simulation.board;

import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.simulation.link.VirtualSerial;
import org.kadec21.simulation.module.SimulatedModule;

import java.time.Duration;

/// A module on a board's serial port. Closing the port drops DTR; a fault of the module can make
/// the port vanish, and then it comes back under another name, as a USB device does.
public final class ModuleCable {

    private final SimulatedModule module;
    private final SimulatedPorts ports;
    private final String name;
    private final String model;
    private final int bitsPerSecond;
    private final Tasks tasks;
    private final Time time;
    private String nowAs;
    private boolean away;

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
        plugIn();
        module.onPortFault(this::vanish);
    }

    /// The board restarts and names its devices anew; one that is away stays away.
    public void enumerate() {
        if (!away && !nowAs.equals(name)) {
            ports.pull(nowAs);
            nowAs = name;
            plugIn();
        }
    }

    private void vanish(Duration span) {
        if (away) {
            return;
        }
        away = true;
        ports.pull(nowAs);
        nowAs = nowAs.equals(name) ? name + "-2" : name;
        tasks.start(
                "module port returns",
                () -> {
                    tasks.sleepUntil(time.after(span));
                    away = false;
                    plugIn();
                });
    }

    private void plugIn() {
        VirtualSerial line = new VirtualSerial("serial", bitsPerSecond, tasks, time);
        line.onDtr(on -> {
            if (!on) {
                module.dropTerminal();
            }
        });
        module.attach(line.module());
        ports.plugIn(nowAs, model, "kadec21:lab:1", line);
    }
}
