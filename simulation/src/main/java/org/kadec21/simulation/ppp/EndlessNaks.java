package org.kadec21.simulation.ppp;

import java.util.List;
import java.util.random.RandomGenerator;

/// Options that no wish of a host ever fits: each answer would rather have another value. What we
/// want ourselves is as ever.
final class EndlessNaks implements Options {

    private static final int LEAST_MRU = 128;
    private static final int MOST_MRU = 1500;

    private final Options fair;
    private final int type;
    private final RandomGenerator random;

    private EndlessNaks(Options fair, int type, RandomGenerator random) {
        this.fair = fair;
        this.type = type;
        this.random = random;
    }

    /// Always another size of packets.
    static Options ofLcp(Options fair, RandomGenerator random) {
        return new EndlessNaks(fair, LcpOptions.MRU, random);
    }

    /// Always another address.
    static Options ofIpcp(Options fair, RandomGenerator random) {
        return new EndlessNaks(fair, IpcpOptions.ADDRESS, random);
    }

    @Override
    public List<ConfigureOption> wanted() {
        return fair.wanted();
    }

    @Override
    public Verdict judge(List<ConfigureOption> theirs) {
        return new Verdict.Rather(
                List.of(
                        type == LcpOptions.MRU
                                ? ConfigureOption.of16(type, random.nextInt(LEAST_MRU, MOST_MRU))
                                : ConfigureOption.of32(type, random.nextInt())));
    }

    @Override
    public int patience() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void naked(List<ConfigureOption> hints) {
        fair.naked(hints);
    }

    @Override
    public void rejected(List<ConfigureOption> refused) {
        fair.rejected(refused);
    }
}
