import org.jspecify.annotations.NullMarked;

/// The hardware as firmware sees it. Everybody may use the doors in `org.kadec21.hal`; what lies
/// below them is for the unit and for the bench that wires units together.
@NullMarked
@SuppressWarnings("module") // exports name modules compiled later; digits in kadec21
module org.kadec21.hal {
    requires static org.jspecify;
    requires com.fazecast.jSerialComm;
    requires org.slf4j;

    exports org.kadec21.hal;
    exports org.kadec21.hal.at to
            org.kadec21.firmware,
            org.kadec21.bench;
    exports org.kadec21.hal.host to
            org.kadec21.firmware,
            org.kadec21.bench;
    exports org.kadec21.hal.serial to
            org.kadec21.firmware,
            org.kadec21.bench;
    exports org.kadec21.modem to
            org.kadec21.firmware,
            org.kadec21.bench;
    exports org.kadec21.modem.ppp to
            org.kadec21.firmware,
            org.kadec21.bench;
    exports org.kadec21.modem.ppp.link to
            org.kadec21.firmware,
            org.kadec21.bench;
    exports org.kadec21.modem.dialect to
            org.kadec21.firmware,
            org.kadec21.bench;
    exports org.kadec21.modem.ppp.ip.packet to
            org.kadec21.firmware,
            org.kadec21.bench;
    exports org.kadec21.modem.ppp.ip to
            org.kadec21.firmware,
            org.kadec21.bench;
}
