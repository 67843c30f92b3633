import org.jspecify.annotations.NullMarked;

/// The unit, with its own `main`, flashable without the rest. The bench wires simulated boards into
/// it.
@NullMarked
@SuppressWarnings("module") // exports name a module compiled later; digits in kadec21
module org.kadec21.firmware {
    requires static org.jspecify;
    requires transitive info.picocli;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires transitive org.kadec21.hal;
    requires transitive org.kadec21.submission;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.yaml;

    exports org.kadec21.firmware to
            org.kadec21.bench;
    exports org.kadec21.firmware.alarm to
            org.kadec21.bench;
    exports org.kadec21.firmware.boot to
            org.kadec21.bench;
    exports org.kadec21.firmware.clock to
            org.kadec21.bench;
    exports org.kadec21.firmware.comms to
            org.kadec21.bench;
    exports org.kadec21.firmware.config to
            org.kadec21.bench;
    exports org.kadec21.firmware.doctor to
            org.kadec21.bench;
    exports org.kadec21.firmware.instruction to
            org.kadec21.bench;
    exports org.kadec21.firmware.mail to
            org.kadec21.bench;
    exports org.kadec21.firmware.notice to
            org.kadec21.bench;
    exports org.kadec21.firmware.outbox to
            org.kadec21.bench;
    exports org.kadec21.firmware.record to
            org.kadec21.bench;
    exports org.kadec21.firmware.sensor to
            org.kadec21.bench;
    exports org.kadec21.firmware.service to
            org.kadec21.bench;
    exports org.kadec21.firmware.service.transfer to
            org.kadec21.bench;
    exports org.kadec21.firmware.settings to
            org.kadec21.bench;
    exports org.kadec21.firmware.store to
            org.kadec21.bench;
    exports org.kadec21.firmware.transfer to
            org.kadec21.bench;
    exports org.kadec21.firmware.update to
            org.kadec21.bench;

    opens org.kadec21.firmware to
            info.picocli;
}
