package org.kadec21.hal;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/// The one source of chance. Seeded in the simulated world.
public interface Randomness {

    /// For jitter, boundaries and other things that only need to differ.
    RandomGenerator generator();

    /// For keys, nonces and whatever an attacker must not guess; in the simulated world as
    /// predictable as the rest.
    SecureRandom secure();
}
