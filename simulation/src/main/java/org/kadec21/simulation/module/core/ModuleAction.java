package org.kadec21.simulation.module.core;

import org.kadec21.simulation.module.line.Utterance;

import java.util.List;

/// What a module wants done. `connection` numbers never repeat, whereas socket ids do.
public sealed interface ModuleAction {

    /// Bytes to the host.
    record Transmit(List<Utterance> said) implements ModuleAction {
        public Transmit {
            said = List.copyOf(said);
        }
    }

    /// Open TCP to `host` and report [ModuleEvent.Connected] or [ModuleEvent.ConnectFailed].
    record Connect(long connection, String host, int port) implements ModuleAction {}

    /// Begin a packet call and report [ModuleEvent.Connected] or [ModuleEvent.ConnectFailed]; its
    /// bytes come and go as those of a connection.
    record Dial(long connection) implements ModuleAction {}

    /// Send to the internet and report [ModuleEvent.Delivered].
    record Send(long connection, byte[] bytes) implements ModuleAction {}

    /// There is room again for received bytes.
    record Resume(long connection) implements ModuleAction {}

    /// Close, after what was handed over has been sent, or at once.
    record Disconnect(long connection, boolean atOnce) implements ModuleAction {}

    /// A line for the journal: name and value alternating.
    record Note(String event, List<Object> fields) implements ModuleAction {
        public Note {
            fields = List.copyOf(fields);
        }
    }
}
