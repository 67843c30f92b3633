package org.kadec21.simulation.module.device;

import java.time.Duration;

/// What a module has used since it was made: payload bytes of its sockets, the time its radio was
/// on, and how long of that it had a traffic channel: a connection or a data call.
public record ModuleMeter(
        long bytesUp, long bytesDown, Duration radioOn, Duration traffic, long connections) {}
