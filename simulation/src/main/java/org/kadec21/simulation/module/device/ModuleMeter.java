package org.kadec21.simulation.module.device;

import java.time.Duration;

/// What a module has used since it was made: payload bytes of its sockets, and the time its radio
/// was on.
public record ModuleMeter(long bytesUp, long bytesDown, Duration radioOn, long connections) {}
