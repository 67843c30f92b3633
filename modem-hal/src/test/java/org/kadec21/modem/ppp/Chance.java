package org.kadec21.modem.ppp;

import org.kadec21.hal.Randomness;

import java.security.SecureRandom;
import java.util.Random;
import java.util.random.RandomGenerator;

/// The same chance in each run, but for what nobody may guess.
final class Chance implements Randomness {

    @Override
    public RandomGenerator generator() {
        return new Random(1);
    }

    @Override
    public SecureRandom secure() {
        return new SecureRandom();
    }
}
