package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.carrier.CallConduct;
import org.kadec21.simulation.carrier.CallIncident;
import org.kadec21.simulation.ip.Ipv4Address;
import org.kadec21.simulation.module.core.Conduct;
import org.kadec21.simulation.module.line.AtCommand;
import org.kadec21.simulation.module.line.Utterance;
import org.kadec21.simulation.ppp.PppTerms;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// The faults of one module: each is on or off, at any time.
public final class FaultSwitches implements Conduct, CallConduct {

    private final LongSupplier nanos;
    private final Map<FaultKind, Fault> on = new EnumMap<>(FaultKind.class);
    private final Map<FaultKind, FaultOrder> orders = new EnumMap<>(FaultKind.class);
    private final Map<FaultKind, Long> strikes = new EnumMap<>(FaultKind.class);

    /// All off.
    ///
    /// @param nanos the monotonic clock
    public FaultSwitches(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// Switches faults on; one that is on already begins anew with its new settings.
    ///
    /// @param chance decides when they strike
    public void switchOn(List<FaultOrder> wanted, RandomGenerator chance) {
        for (FaultOrder order : wanted) {
            orders.put(order.kind(), order);
            Runnable count = () -> strikes.merge(order.kind(), 1L, Long::sum);
            on.put(order.kind(), order.make(new Circumstances(chance, nanos, count)));
        }
    }

    /// Switches one fault off; nothing happens when it is off.
    ///
    /// @throws UnknownFaultException when there is no fault of that name
    public void switchOff(String name) {
        FaultKind kind = FaultKind.named(name);
        on.remove(kind);
        orders.remove(kind);
    }

    /// What is on, in the order of the names.
    public List<FaultOrder> active() {
        return List.copyOf(orders.values());
    }

    /// How often a fault has struck so far, also while it was on before.
    public long strikes(FaultKind kind) {
        return strikes.getOrDefault(kind, 0L);
    }

    @Override
    public Fate fateOf(AtCommand command) {
        Fate fate = new Fate.Obeyed();
        for (Fault fault : on.values()) {
            Fate wanted = fault.fateOf(command);
            fate = fate instanceof Fate.Obeyed ? wanted : fate;
        }
        return fate;
    }

    /// What goes over the line instead of `utterance`.
    public List<Piece> said(Utterance utterance) {
        List<Piece> pieces = List.of(Piece.of(utterance));
        for (Fault fault : on.values()) {
            List<Piece> next = new ArrayList<>();
            pieces.forEach(piece -> next.addAll(fault.said(piece)));
            pieces = next;
        }
        return pieces;
    }

    /// What the core reads instead of `bytes`.
    public byte[] heard(byte[] bytes) {
        byte[] heard = bytes;
        for (Fault fault : on.values()) {
            heard = fault.heard(heard);
        }
        return heard;
    }

    @Override
    public PppTerms termsOf(PppTerms fair) {
        PppTerms terms = fair;
        for (Fault fault : on.values()) {
            terms = fault.termsOf(terms);
        }
        return terms;
    }

    @Override
    public byte[] towardsHost(byte[] frame) {
        byte[] bytes = frame;
        for (Fault fault : on.values()) {
            bytes = fault.towardsHost(bytes);
        }
        return bytes;
    }

    @Override
    public byte[] fromHost(byte[] bytes) {
        byte[] arriving = bytes;
        for (Fault fault : on.values()) {
            arriving = fault.fromHost(arriving);
        }
        return arriving;
    }

    @Override
    public List<byte[]> packetsTowardsHost(byte[] packet) {
        return through(packet, Fault::packetsTowardsHost);
    }

    @Override
    public List<byte[]> packetsFromHost(byte[] packet) {
        return through(packet, Fault::packetsFromHost);
    }

    private List<byte[]> through(byte[] packet, BiFunction<Fault, byte[], List<byte[]>> way) {
        List<byte[]> packets = List.of(packet);
        for (Fault fault : on.values()) {
            packets = packets.stream().flatMap(one -> way.apply(fault, one).stream()).toList();
        }
        return packets;
    }

    @Override
    public Optional<List<Ipv4Address>> answer(List<Ipv4Address> addresses) {
        Optional<List<Ipv4Address>> answer = Optional.of(addresses);
        for (Fault fault : on.values()) {
            answer = answer.flatMap(fault::answer);
        }
        return answer;
    }

    /// The first that happens.
    @Override
    public Optional<CallIncident> callIncident() {
        return on.values().stream().flatMap(fault -> fault.callIncident().stream()).findFirst();
    }

    /// What happens before bytes from the host are read.
    public List<Incident> incidents() {
        return on.values().stream().map(Fault::incident).flatMap(Optional::stream).toList();
    }
}
