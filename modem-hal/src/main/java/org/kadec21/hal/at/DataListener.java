package org.kadec21.hal.at;

/// Told of what comes in data mode, in its order, while a task holds the baton. Like a
/// [UrcListener], it must neither wait nor execute commands.
public interface DataListener {

    void received(byte[] bytes);

    /// The port is dead; nothing more will come.
    void ended(String reason);
}
