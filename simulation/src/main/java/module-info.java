import org.jspecify.annotations.NullMarked;

/// The world around a unit: module, carrier, mail provider, flash, power and weather.
@NullMarked
@SuppressWarnings("module") // javac dislikes the digits in kadec21
module org.kadec21.simulation {
    exports org.kadec21.simulation.board;
    exports org.kadec21.simulation.carrier;
    exports org.kadec21.simulation.journal;
    exports org.kadec21.simulation.link;
    exports org.kadec21.simulation.module;
    exports org.kadec21.simulation.module.core;
    exports org.kadec21.simulation.module.device;
    exports org.kadec21.simulation.module.fault;
    exports org.kadec21.simulation.module.line;
    exports org.kadec21.simulation.module.sms;
    exports org.kadec21.simulation.net;
    exports org.kadec21.simulation.time;

    requires static org.jspecify;
    requires jdk.management;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires transitive org.kadec21.hal;
    requires org.slf4j;

    exports org.kadec21.simulation.flash;
    exports org.kadec21.simulation.provider;
    exports org.kadec21.simulation.provider.behaviour;
    exports org.kadec21.simulation.provider.dialogue;
    exports org.kadec21.simulation.provider.mailbox;
    exports org.kadec21.simulation.provider.policy;
    exports org.kadec21.simulation.provider.pop3;
    exports org.kadec21.simulation.provider.smtp;
    exports org.kadec21.simulation.provider.tls;
    exports org.kadec21.simulation.realtime;
    exports org.kadec21.simulation.weather;
}
