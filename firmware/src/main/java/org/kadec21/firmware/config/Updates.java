package org.kadec21.firmware.config;

import org.kadec21.firmware.update.KeyList;

import java.time.Instant;
import java.util.Optional;

/// What a unit is told about its firmware: the group `update` of its file.
///
/// @param keys whose images it takes; empty means nobody's
/// @param port25Ends from when on its provider blocks port 25, if it does
/// @param witness another host than the mail servers, which proves that the network is there
public record Updates(
        Optional<KeyList> keys, Optional<Instant> port25Ends, Optional<Witness> witness) {

    /// Of a unit whose file says nothing.
    public static final Updates NONE =
            new Updates(Optional.empty(), Optional.empty(), Optional.empty());

    /// A place that answers connections.
    public record Witness(String host, int port) {}
}
