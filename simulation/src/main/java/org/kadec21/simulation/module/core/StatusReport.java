package org.kadec21.simulation.module.core;

import org.kadec21.simulation.module.device.ModuleProfile;

import java.util.List;

/// The state of a module as a person wants to read it.
final class StatusReport {

    private StatusReport() {}

    static List<String> of(DualBandModule module) {
        ModuleProfile profile = module.profile();
        return List.of(
                "module        " + profile.model() + ", sockets " + profile.dialect(),
                "power         " + power(module.power()),
                "card          " + (module.power().isOn() ? module.sim().state() : "not read"),
                "registration  " + module.registration().status(),
                "cell          " + cell(module.registration()),
                "call          " + module.calls().state(),
                "connections   " + module.sockets().connections());
    }

    private static String power(Power power) {
        return power.isOn() ? "on, CFUN " + power.level().number() : "off or booting";
    }

    private static String cell(Registration registration) {
        return registration
                .cell()
                .map(cell ->
                        "band class %d, channel %d, SID %d, NID %d, %d dBm"
                                .formatted(
                                        cell.band().number(),
                                        cell.channel(),
                                        cell.sid(),
                                        cell.nid(),
                                        cell.dbm()))
                .orElse("none");
    }
}
