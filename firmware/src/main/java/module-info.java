import org.jspecify.annotations.NullMarked;

/// The unit, with its own `main`, flashable without the rest.
@NullMarked
@SuppressWarnings("module") // javac dislikes the digits in kadec21
module org.kadec21.firmware {
    requires static org.jspecify;
    requires transitive info.picocli;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires transitive org.kadec21.hal;
    requires transitive org.kadec21.submission;
    requires org.slf4j;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.yaml;

    exports org.kadec21.firmware;
    exports org.kadec21.firmware.alarm;
    exports org.kadec21.firmware.boot;
    exports org.kadec21.firmware.comms;
    exports org.kadec21.firmware.config;
    exports org.kadec21.firmware.mail;
    exports org.kadec21.firmware.notice;
    exports org.kadec21.firmware.outbox;
    exports org.kadec21.firmware.record;
    exports org.kadec21.firmware.sensor;
    exports org.kadec21.firmware.store;

    opens org.kadec21.firmware to
            info.picocli;
}
