package org.kadec21.simulation.time;

import org.kadec21.hal.Randomness;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Chance from a seed and a label. Both generators are `SplittableRandom`, whose sequence the
/// platform specifies.
final class SeededRandomness implements Randomness {

    private final RandomGenerator generator;
    private final SecureRandom secure;

    SeededRandomness(long seed, String label) {
        this.generator = derive(seed, label);
        this.secure = new PredictableSecureRandom(derive(seed, label + "/secure"));
    }

    @Override
    public RandomGenerator generator() {
        return generator;
    }

    @Override
    public SecureRandom secure() {
        return secure;
    }

    static RandomGenerator derive(long seed, String label) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, seed));
            return new SplittableRandom(
                    ByteBuffer.wrap(digest.digest(label.getBytes(StandardCharsets.UTF_8)))
                            .getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static final class PredictableSecureRandom extends SecureRandom {
        PredictableSecureRandom(RandomGenerator source) {
            super(new Spi(source), null);
        }

        @Override
        public String getAlgorithm() {
            return "seeded";
        }
    }

    private static final class Spi extends SecureRandomSpi {
        private final transient RandomGenerator source;

        Spi(RandomGenerator source) {
            this.source = source;
        }

        @Override
        protected void engineSetSeed(byte[] seed) {
            // the world's seed alone decides
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            source.nextBytes(bytes);
        }

        @Override
        protected byte[] engineGenerateSeed(int numBytes) {
            byte[] bytes = new byte[numBytes];
            source.nextBytes(bytes);
            return bytes;
        }
    }
}
