package org.kadec21.firmware.config;

import org.kadec21.firmware.config.YamlNode.Entry;
import org.kadec21.firmware.config.YamlNode.Mapping;
import org.kadec21.firmware.config.YamlNode.Scalar;
import org.kadec21.firmware.config.YamlNode.Sequence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// How firmware of one generation reads the servers of a configuration that was written for another
/// one, as `docs/configuration.md` has it in a table. What was understood keeps its meaning: an
/// older generation's defaults are written out for a newer one. What an older one cannot do falls
/// away, except a demand: a server that is to be used with TLS only is left aside by firmware
/// without TLS.
record ServerMigration(Generation from, Generation to) {

    private static final int NO_LINE = 0;
    private static final String SERVERS = "servers";
    private static final String PORT = "port";
    private static final String AUTH = "auth";
    private static final String NONE = "none";
    private static final String TLS = "tls";
    private static final String OFF = "off";
    private static final List<String> TRUST = List.of("ca", "pin");
    private static final List<String> DEMANDS = List.of("required", "implicit");

    /// Ports for units with accounts, RFC 8314 3.3: they are of no use to one without.
    private static final List<String> SUBMISSION_PORTS = List.of("587", "465");

    /// What a configuration became.
    ///
    /// @param remarks what a person should know of it, a sentence for each server that changed
    record Result(Mapping top, List<String> remarks) {

        Result {
            remarks = List.copyOf(remarks);
        }
    }

    /// The whole configuration as the other generation reads it.
    Result of(Mapping top) {
        Optional<Sequence> servers =
                Optional.ofNullable(top.entries().get(SERVERS))
                        .map(Entry::value)
                        .filter(Sequence.class::isInstance)
                        .map(Sequence.class::cast);
        if (from == to || servers.isEmpty()) {
            return new Result(top, List.of());
        }
        List<String> remarks = new ArrayList<>();
        List<YamlNode> read = new ArrayList<>();
        int at = 0;
        for (YamlNode server : servers.get().elements()) {
            at++;
            if (server instanceof Mapping group) {
                server(group, SERVERS + "." + at, remarks).ifPresent(read::add);
            } else {
                read.add(server);
            }
        }
        if (remarks.isEmpty()) {
            return new Result(top, remarks);
        }
        SequencedMap<String, Entry> entries = new LinkedHashMap<>(top.entries());
        entries.put(SERVERS, entry(new Sequence(NO_LINE, read)));
        return new Result(new Mapping(NO_LINE, entries), remarks);
    }

    private Optional<Mapping> server(Mapping server, String place, List<String> remarks) {
        String called = place + host(server);
        SequencedMap<String, Entry> entries = new LinkedHashMap<>(server.entries());
        if (!to.startTls() && demandsTls(server)) {
            remarks.add(
                    called
                            + " is left aside: it is to be used with TLS only, which this firmware"
                            + " does not have; write 'tls: optional' if mails may go to it"
                            + " without");
            return Optional.empty();
        }
        if (!to.startTls()) {
            TRUST.forEach(entries::remove);
            put(entries, TLS, OFF);
        }
        if (!to.auth() && hasAccount(server)) {
            ServerBinder.ACCOUNT.forEach(entries::remove);
            put(entries, AUTH, NONE);
            if (SUBMISSION_PORTS.contains(text(server, PORT).orElse(""))) {
                entries.remove(PORT);
            }
        } else {
            keepWhatWasMeant(server, entries);
        }
        if (entries.equals(server.entries())) {
            if (isHeldToThePortBefore(server)) {
                remarks.add(
                        called
                                + " stays on port "
                                + from.defaultPort()
                                + ", which is written there; this firmware's own is "
                                + to.defaultPort());
            }
            return Optional.of(server);
        }
        remarks.add(called + " is used " + words(entries));
        return Optional.of(new Mapping(NO_LINE, entries));
    }

    /// A server of an account that the older firmware could not have had was written for a newer
    /// one already.
    private void keepWhatWasMeant(Mapping server, SequencedMap<String, Entry> entries) {
        if (!from.auth() && hasAccount(server)) {
            return;
        }
        if (from.defaultPort() != to.defaultPort() && !entries.containsKey(PORT)) {
            put(entries, PORT, String.valueOf(from.defaultPort()));
        }
        if (!from.startTls() && !entries.containsKey(TLS)) {
            put(entries, TLS, OFF);
        }
    }

    private boolean isHeldToThePortBefore(Mapping server) {
        return from.defaultPort() != to.defaultPort()
                && text(server, PORT).equals(Optional.of(String.valueOf(from.defaultPort())));
    }

    private boolean demandsTls(Mapping server) {
        return text(server, TLS).map(DEMANDS::contains).orElse(from.startTls());
    }

    private boolean hasAccount(Mapping server) {
        return text(server, AUTH)
                .map(auth -> !auth.equals(NONE))
                .orElseGet(() ->
                        from.auth()
                                || ServerBinder.ACCOUNT.stream()
                                        .anyMatch(server.entries()::containsKey));
    }

    private String words(SequencedMap<String, Entry> entries) {
        Mapping read = new Mapping(NO_LINE, entries);
        boolean account = ServerBinder.ACCOUNT.stream().anyMatch(entries::containsKey);
        return "on port "
                + text(read, PORT).orElse(String.valueOf(to.defaultPort()))
                + (account ? " with its account" : " without an account")
                + (text(read, TLS).orElse("").equals(OFF) ? " and without TLS" : "");
    }

    private static String host(Mapping server) {
        return text(server, "host").map(host -> " (" + host + ")").orElse("");
    }

    private static Optional<String> text(Mapping group, String key) {
        return Optional.ofNullable(group.entries().get(key))
                .map(Entry::value)
                .filter(Scalar.class::isInstance)
                .map(scalar -> ((Scalar) scalar).text());
    }

    private static void put(SequencedMap<String, Entry> entries, String key, String text) {
        if (!text(new Mapping(NO_LINE, entries), key).equals(Optional.of(text))) {
            entries.put(key, entry(new Scalar(NO_LINE, text)));
        }
    }

    private static Entry entry(YamlNode value) {
        return new Entry(NO_LINE, value);
    }
}
