package org.kadec21.modem.ppp.link;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Addresses on the link (RFC 1332 3.3, RFC 1877 1.1, 1.3). All are asked for as 0.0.0.0; the
/// network tells them.
///
/// @param values by type, what is asked for now; what the network will not have is missing
/// @param peer the network's end, when it has told
record IpcpOptions(Map<Integer, Integer> values, Optional<Integer> peer)
        implements Negotiation<IpcpOptions> {

    private static final int ADDRESS = 3;
    private static final int FIRST_DNS = 129;
    private static final int SECOND_DNS = 131;

    /// Stands for the network's end when it asks us for its address. pppd does the same.
    private static final int UNNAMED_PEER = 0x0a404040;

    /// 10.11.12.13 and 10.11.12.14: what the firmware of many USB modems names where it has no name
    /// servers from the network.
    private static final List<Integer> NO_SERVERS = List.of(0x0a0b0c0d, 0x0a0b0c0e);

    IpcpOptions {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    static IpcpOptions asking() {
        Map<Integer, Integer> unknown = new TreeMap<>();
        List.of(ADDRESS, FIRST_DNS, SECOND_DNS).forEach(type -> unknown.put(type, 0));
        return new IpcpOptions(unknown, Optional.empty());
    }

    /// Our address; empty when the network has offered none that a host can have.
    Optional<Integer> address() {
        return value(ADDRESS).filter(IpcpOptions::isHost);
    }

    /// Whether both ends have the address that only this side proposes for the other one: what is
    /// sent comes back, and this side has negotiated with itself.
    boolean isOurOwn() {
        return value(ADDRESS).filter(own -> own == UNNAMED_PEER).isPresent()
                && peer.filter(other -> other == UNNAMED_PEER).isPresent();
    }

    /// Whether the network will not talk about our address at all.
    boolean isAddressRefused() {
        return !values.containsKey(ADDRESS);
    }

    /// The name servers, at most two.
    List<Integer> servers() {
        List<Integer> servers = new ArrayList<>();
        value(FIRST_DNS).filter(IpcpOptions::isServer).ifPresent(servers::add);
        value(SECOND_DNS)
                .filter(IpcpOptions::isServer)
                .filter(second -> !servers.contains(second))
                .ifPresent(servers::add);
        return servers;
    }

    @Override
    public List<Option> wishes() {
        return values.entrySet().stream()
                .map(wish -> Option.of(wish.getKey(), wish.getValue()))
                .toList();
    }

    /// Only an address is granted: header compression (option 2, RFC 1144) loses more on a lossy
    /// link than it saves.
    @Override
    public Judgement judge(List<Option> asked) {
        List<Option> refused = asked.stream().filter(option -> option.type() != ADDRESS).toList();
        List<Option> otherwise =
                asked.stream()
                        .filter(option -> option.type() == ADDRESS)
                        .filter(option -> option.word().filter(word -> word != 0).isEmpty())
                        .map(_ -> Option.of(ADDRESS, UNNAMED_PEER))
                        .toList();
        return Judgement.of(asked, refused, otherwise);
    }

    @Override
    public IpcpOptions granted(List<Option> asked) {
        return new IpcpOptions(
                values,
                asked.stream()
                        .filter(option -> option.type() == ADDRESS)
                        .flatMap(option -> option.word().stream())
                        .findFirst());
    }

    @Override
    public IpcpOptions advised(List<Option> advice) {
        Map<Integer, Integer> next = new TreeMap<>(values);
        for (Option option : advice) {
            option.word().ifPresent(word -> next.computeIfPresent(option.type(), (_, _) -> word));
        }
        return new IpcpOptions(next, peer);
    }

    /// USB modems speak for the network before their packet context is up: they name name servers
    /// of the kind [#NO_SERVERS] and no address, again and again.
    @Override
    public boolean mayBeEarly() {
        return !isAddressRefused() && address().isEmpty();
    }

    @Override
    public IpcpOptions refused(List<Option> options) {
        Map<Integer, Integer> next = new TreeMap<>(values);
        options.forEach(option -> next.remove(option.type()));
        return new IpcpOptions(next, peer);
    }

    private Optional<Integer> value(int type) {
        return Optional.ofNullable(values.get(type));
    }

    private static boolean isServer(int address) {
        return isHost(address) && !NO_SERVERS.contains(address);
    }

    /// Not "this network", loopback, multicast or above (RFC 1122 3.2.1.3).
    private static boolean isHost(int address) {
        int first = address >>> 24;
        return first != 0 && first != 127 && first < 224;
    }
}
