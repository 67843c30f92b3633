import org.jspecify.annotations.NullMarked;

/// The world around a unit: module, carrier, mail provider, flash, power and weather. The bench
/// puts worlds together.
@NullMarked
@SuppressWarnings("module") // exports name a module compiled later; digits in kadec21
module org.kadec21.simulation {
    requires static org.jspecify;
    requires jdk.management;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires transitive org.kadec21.hal;

    exports org.kadec21.simulation.board to
            org.kadec21.bench;
    exports org.kadec21.simulation.carrier to
            org.kadec21.bench;
    exports org.kadec21.simulation.flash to
            org.kadec21.bench;
    exports org.kadec21.simulation.ip to
            org.kadec21.bench;
    exports org.kadec21.simulation.journal to
            org.kadec21.bench;
    exports org.kadec21.simulation.link to
            org.kadec21.bench;
    exports org.kadec21.simulation.module to
            org.kadec21.bench;
    exports org.kadec21.simulation.module.core to
            org.kadec21.bench;
    exports org.kadec21.simulation.module.device to
            org.kadec21.bench;
    exports org.kadec21.simulation.module.fault to
            org.kadec21.bench;
    exports org.kadec21.simulation.module.line to
            org.kadec21.bench;
    exports org.kadec21.simulation.module.sms to
            org.kadec21.bench;
    exports org.kadec21.simulation.net to
            org.kadec21.bench;
    exports org.kadec21.simulation.ppp to
            org.kadec21.bench;
    exports org.kadec21.simulation.provider to
            org.kadec21.bench;
    exports org.kadec21.simulation.provider.behaviour to
            org.kadec21.bench;
    exports org.kadec21.simulation.provider.delivery to
            org.kadec21.bench;
    exports org.kadec21.simulation.provider.dialogue to
            org.kadec21.bench;
    exports org.kadec21.simulation.provider.mailbox to
            org.kadec21.bench;
    exports org.kadec21.simulation.provider.policy to
            org.kadec21.bench;
    exports org.kadec21.simulation.provider.pop3 to
            org.kadec21.bench;
    exports org.kadec21.simulation.provider.smtp to
            org.kadec21.bench;
    exports org.kadec21.simulation.provider.tls to
            org.kadec21.bench;
    exports org.kadec21.simulation.realtime to
            org.kadec21.bench;
    exports org.kadec21.simulation.supply to
            org.kadec21.bench;
    exports org.kadec21.simulation.time to
            org.kadec21.bench;
    exports org.kadec21.simulation.weather to
            org.kadec21.bench;
}
