package org.kadec21.hal.host;

import org.kadec21.hal.Randomness;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/// Chance from the operating system, for both purposes.
public final class HostRandomness implements Randomness {

    private final SecureRandom secure = new SecureRandom();

    @Override
    public RandomGenerator generator() {
        return secure;
    }

    @Override
    public SecureRandom secure() {
        return secure;
    }
}
