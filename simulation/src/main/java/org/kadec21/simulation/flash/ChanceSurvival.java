package org.kadec21.simulation.flash;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// The medium that seeds explore.
record ChanceSurvival(RandomGenerator chance) implements Survival {

    /// Bytes written as one unit by the simulated medium; small, so that short records tear too.
    private static final int PAGE_BYTES = 64;

    @Override
    public boolean keepsDirectoryChange() {
        return chance.nextBoolean();
    }

    @Override
    public byte[] tail(byte[] unforced) {
        return switch (Fate.values()[chance.nextInt(Fate.values().length)]) {
            case LOST -> new byte[0];
            case KEPT -> unforced.clone();
            case CUT_SHORT -> cutShort(unforced);
            case HOLED -> withHoles(unforced.clone());
        };
    }

    private byte[] cutShort(byte[] unforced) {
        return Arrays.copyOf(unforced, chance.nextInt(unforced.length + 1));
    }

    private byte[] withHoles(byte[] tail) {
        for (int page = 0; page < tail.length; page += PAGE_BYTES) {
            int end = Math.min(page + PAGE_BYTES, tail.length);
            switch (Page.values()[chance.nextInt(Page.values().length)]) {
                case WRITTEN -> {}
                case ZEROS -> Arrays.fill(tail, page, end, (byte) 0);
                case ERASED -> Arrays.fill(tail, page, end, (byte) 0xFF);
                case NOISE -> {
                    byte[] noise = new byte[end - page];
                    chance.nextBytes(noise);
                    System.arraycopy(noise, 0, tail, page, noise.length);
                }
            }
        }
        return tail;
    }

    private enum Fate {
        LOST,
        KEPT,
        CUT_SHORT,
        HOLED
    }

    private enum Page {
        WRITTEN,
        ZEROS,
        ERASED,
        NOISE
    }
}
