package org.kadec21.simulation.weather;

import java.time.Duration;

/// A trouble and its moment.
///
/// @param at since the beginning of the storm
public record Gust(Duration at, Trouble trouble) {}
