package org.kadec21.simulation.module;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Secret;
import org.kadec21.simulation.ip.Ipv4Address;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.ModuleAction;
import org.kadec21.simulation.module.core.ModuleEvent;
import org.kadec21.simulation.module.device.ModuleDialect;
import org.kadec21.simulation.module.device.ModuleMemory;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.module.device.ModuleTimings;
import org.kadec21.simulation.module.device.SimCard;
import org.kadec21.simulation.module.line.Utterance;
import org.kadec21.simulation.ppp.Authentication;
import org.kadec21.simulation.ppp.PppEvent;
import org.kadec21.simulation.ppp.PppServer;
import org.kadec21.simulation.ppp.PppTerms;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Drives the pure core by hand: its time, its events, what it says and what it wants done. Packet
/// calls are answered by a network without distance.
final class CoreRig {

    static final String IMSI = "440701234567890";

    private static final PppTerms TERMS =
            new PppTerms(
                    Authentication.NONE,
                    Optional.empty(),
                    Duration.ZERO,
                    0,
                    Ipv4Address.of("10.7.157.1"),
                    Ipv4Address.of("10.64.64.64"),
                    List.of());

    private final StringBuilder said = new StringBuilder();
    private final List<ModuleAction> actions = new ArrayList<>();
    private final StillAir air = new StillAir();
    private final DualBandModule module;
    private Optional<NetworkEnd> network = Optional.empty();
    private long now;

    /// The network's end of a packet call.
    private record NetworkEnd(long connection, PppServer ppp) {}

    CoreRig(ModuleMemory memory) {
        this(memory, ModuleDialect.QUECTEL);
    }

    CoreRig(ModuleMemory memory, ModuleDialect dialect) {
        ModuleProfile profile = ModuleProfile.dualBand().withDialect(dialect);
        module =
                ModuleCommands.core(
                        profile,
                        SimulatedModule.sockets(dialect),
                        ModuleTimings.TYPICAL,
                        memory,
                        air);
    }

    static ModuleMemory openCard() {
        return new ModuleMemory(SimCard.open(IMSI));
    }

    static ModuleMemory lockedCard() {
        return new ModuleMemory(new SimCard(IMSI, Secret.of("1234"), Secret.of("12345678")));
    }

    /// A module that has booted, echo off, with nothing left to say.
    static CoreRig booted(ModuleMemory memory) {
        CoreRig rig = new CoreRig(memory);
        rig.happens(new ModuleEvent.PowerKey());
        rig.passes(Duration.ofSeconds(6));
        rig.type("ATE0\r");
        rig.heard();
        return rig;
    }

    /// Booted, registered, context 1 up.
    static CoreRig online() {
        CoreRig rig = booted(openCard());
        rig.passes(Duration.ofSeconds(10));
        rig.type("AT+QICSGP=1,1,\"au.NET\",\"user\",\"pass\",1;+QIACT=1\r");
        rig.passes(Duration.ofSeconds(5));
        rig.heard();
        return rig;
    }

    /// Online with socket 0 connected; its connection has number 1.
    static CoreRig connected() {
        CoreRig rig = online();
        rig.type("AT+QIOPEN=1,0,\"TCP\",\"mail.example.jp\",587,0,0\r");
        rig.happens(new ModuleEvent.Connected(1));
        rig.heard();
        return rig;
    }

    StillAir air() {
        return air;
    }

    DualBandModule module() {
        return module;
    }

    long now() {
        return now;
    }

    void type(String text) {
        type(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void type(byte[] bytes) {
        happens(new ModuleEvent.Typed(bytes));
    }

    /// Types a command line and returns all that came back since.
    String ask(String line) {
        heard();
        type(line + "\r");
        return heard();
    }

    void happens(ModuleEvent event) {
        take(module.handle(event, now));
    }

    void received(long connection, String text) {
        happens(new ModuleEvent.Received(connection, text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    void passes(Duration span) {
        long end = now + span.toNanos();
        for (Deadline next = nextTimer(); next.atNanos() <= end; next = nextTimer()) {
            now = Math.max(now, next.atNanos());
            happens(new ModuleEvent.TimePassed());
            network.ifPresent(call -> carry(call, call.ppp().due(now)));
        }
        now = end;
    }

    private Deadline nextTimer() {
        return network.map(call -> call.ppp().nextDue().earlier(module.nextTimer()))
                .orElseGet(module::nextTimer);
    }

    /// What the module has said since the last call, one character a byte.
    String heard() {
        String text = said.toString();
        said.setLength(0);
        return text;
    }

    /// What the module wants done, of one kind, since it was made.
    <T extends ModuleAction> List<T> actions(Class<T> kind) {
        return actions.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void take(List<ModuleAction> done) {
        for (ModuleAction action : done) {
            actions.add(action);
            switch (action) {
                case ModuleAction.Transmit(List<Utterance> utterances) ->
                        utterances.forEach(utterance -> said.append(utterance.text()));
                case ModuleAction.Dial(long connection) -> {
                    network =
                            Optional.of(
                                    new NetworkEnd(
                                            connection,
                                            new PppServer(TERMS, new SplittableRandom(1), now)));
                    happens(new ModuleEvent.Connected(connection));
                }
                case ModuleAction.Send(long connection, byte[] bytes) ->
                        call(connection)
                                .ifPresent(call -> {
                                    happens(new ModuleEvent.Delivered(connection, bytes.length));
                                    carry(call, call.ppp().received(bytes, now));
                                });
                case ModuleAction.Disconnect(long connection, boolean atOnce) -> {
                    if (call(connection).isPresent()) {
                        network = Optional.empty();
                    }
                }
                case ModuleAction.Connect connect -> {}
                case ModuleAction.Resume resume -> {}
                case ModuleAction.Note note -> {}
            }
        }
    }

    private Optional<NetworkEnd> call(long connection) {
        return network.filter(call -> call.connection() == connection);
    }

    private void carry(NetworkEnd call, List<PppEvent> events) {
        for (PppEvent event : events) {
            if (event instanceof PppEvent.Transmit(byte[] bytes)) {
                if (module.receiveRoom(call.connection()) > 0) {
                    happens(new ModuleEvent.Received(call.connection(), bytes));
                }
            } else if (event instanceof PppEvent.Ended) {
                network = Optional.empty();
                happens(new ModuleEvent.PeerClosed(call.connection()));
            }
        }
    }
}
