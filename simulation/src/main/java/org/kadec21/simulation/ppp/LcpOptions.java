package org.kadec21.simulation.ppp;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The options of LCP (RFC 1661 6, RFC 1662 7). We ask for no escapes, an authentication where
/// there is one, a magic number and short heads, and grant all that is ours to grant.
final class LcpOptions implements Options {

    static final int MRU = 1;
    static final int CONTROL_MAP = 2;
    static final int AUTHENTICATION = 3;
    static final int MAGIC = 5;
    static final int SHORT_PROTOCOL = 7;
    static final int BARE = 8;
    static final int NUMBERED = 11;
    static final int MRRU = 17;
    static final int SHORT_NUMBERS = 18;

    /// The maximum that every host takes unless it says otherwise (RFC 1661 6.1).
    static final int DEFAULT_MRU = 1500;

    /// What IP needs at least (RFC 791 3.2).
    private static final int SMALLEST_MRU = 68;

    /// Window and address that we want: those of a DCE.
    private static final int OWN_NUMBERS = NumberedMode.WINDOW << 8 | NumberedMode.ADDRESS;

    /// The same for the host: those of a DTE.
    private static final int HOST_NUMBERS = NumberedMode.WINDOW << 8 | 0x03;

    private static final int ALL = 0xFFFF_FFFF;

    /// So often the other end may happen to have drawn our number.
    private static final int MOST_ECHOED_MAGICS = 3;

    private static final int SHORT = Short.BYTES;
    private static final int INT = Integer.BYTES;

    private final Authentication authentication;
    private final RandomGenerator random;
    private final SortedSet<Integer> dropped = new TreeSet<>();
    private int magic;
    private int mru = DEFAULT_MRU;
    private FrameShape shape = FrameShape.UNNEGOTIATED;
    private Numbers numbers = Numbers.NONE;
    private boolean numbered;
    private int echoedMagics;
    private boolean authenticationRefused;

    /// What the host wants of numbered mode (RFC 1663 4).
    ///
    /// @param window 0 where it does not want it
    record Numbers(int window, int address, boolean fragments) {
        static final Numbers NONE = new Numbers(0, 0, false);
    }

    LcpOptions(Authentication authentication, RandomGenerator random) {
        this.authentication = authentication;
        this.random = random;
        this.magic = drawn();
    }

    int magic() {
        return dropped.contains(MAGIC) ? 0 : magic;
    }

    /// The longest packet that the host takes, and that we would send.
    int mru() {
        return mru;
    }

    /// How the host wants its frames.
    FrameShape shape() {
        return shape;
    }

    /// Whether the host asks for numbered mode; then we do so, too.
    boolean isNumbered() {
        return numbered && !dropped.contains(NUMBERED);
    }

    @Override
    public boolean isForABadLine() {
        return isNumbered();
    }

    /// What it has asked for, once both agree.
    Numbers numbers() {
        return isNumbered() ? numbers : Numbers.NONE;
    }

    /// Whether what we say comes back to us.
    boolean isLoopedBack() {
        return echoedMagics > MOST_ECHOED_MAGICS;
    }

    /// Whether the host will not say who it is.
    boolean isAuthenticationRefused() {
        return authenticationRefused;
    }

    @Override
    public List<ConfigureOption> wanted() {
        List<ConfigureOption> wanted = new ArrayList<>();
        wanted.add(ConfigureOption.of32(CONTROL_MAP, 0));
        authentication.option().ifPresent(wanted::add);
        wanted.add(ConfigureOption.of32(MAGIC, magic));
        wanted.add(ConfigureOption.flag(SHORT_PROTOCOL));
        if (numbered) {
            wanted.add(ConfigureOption.of16(NUMBERED, OWN_NUMBERS));
            wanted.add(ConfigureOption.of16(MRRU, DEFAULT_MRU));
            wanted.add(ConfigureOption.flag(SHORT_NUMBERS));
        } else {
            wanted.add(ConfigureOption.flag(BARE));
        }
        wanted.removeIf(option -> dropped.contains(option.type()));
        return wanted;
    }

    @Override
    public Verdict judge(List<ConfigureOption> theirs) {
        boolean numbers = theirs.stream().anyMatch(option -> option.is(NUMBERED, SHORT));
        List<ConfigureOption> refused =
                theirs.stream().filter(option -> !isKnown(option, numbers)).toList();
        if (!refused.isEmpty()) {
            return new Verdict.Refused(refused);
        }
        List<ConfigureOption> rather = theirs.stream().flatMap(this::better).toList();
        if (!rather.isEmpty()) {
            return new Verdict.Rather(rather);
        }
        grant(theirs);
        return new Verdict.Granted();
    }

    private static boolean isKnown(ConfigureOption option, boolean numbers) {
        return option.is(NUMBERED, SHORT)
                || (numbers && (option.is(MRRU, SHORT) || option.is(SHORT_NUMBERS, 0)))
                || option.is(MRU, SHORT)
                || option.is(CONTROL_MAP, INT)
                || option.is(MAGIC, INT)
                || option.is(SHORT_PROTOCOL, 0)
                || option.is(BARE, 0);
    }

    private Stream<ConfigureOption> better(ConfigureOption option) {
        if (option.type() == MRU && option.as16() < SMALLEST_MRU) {
            return Stream.of(ConfigureOption.of16(MRU, DEFAULT_MRU));
        }
        if (option.type() == MAGIC && (option.as32() == 0 || option.as32() == magic)) {
            echoedMagics += option.as32() == 0 ? 0 : 1;
            return Stream.of(ConfigureOption.of32(MAGIC, drawn()));
        }
        if (option.type() == NUMBERED && !isUsable(option.value()[0], option.value()[1])) {
            return Stream.of(ConfigureOption.of16(NUMBERED, HOST_NUMBERS));
        }
        return Stream.empty();
    }

    /// Numbers have three bits here; an address ends with a bit that is set, and is not ours.
    private static boolean isUsable(int window, int address) {
        return window > 0
                && window <= NumberedMode.WINDOW
                && (address & 1) == 1
                && address != NumberedMode.ADDRESS;
    }

    private void grant(List<ConfigureOption> theirs) {
        mru = DEFAULT_MRU;
        int controlMap = ALL;
        boolean shortProtocol = false;
        boolean bare = false;
        boolean joins = false;
        boolean shortNumbers = false;
        numbered = false;
        for (ConfigureOption option : theirs) {
            switch (option.type()) {
                case MRU -> mru = Math.min(DEFAULT_MRU, option.as16());
                case CONTROL_MAP -> controlMap = option.as32();
                case SHORT_PROTOCOL -> shortProtocol = true;
                case BARE -> bare = true;
                case NUMBERED -> {
                    numbered = true;
                    numbers = new Numbers(option.value()[0], option.value()[1] & 0xFF, false);
                }
                case MRRU -> joins = true;
                case SHORT_NUMBERS -> shortNumbers = true;
                default -> {} // a magic number obliges to nothing
            }
        }
        numbers = new Numbers(numbers.window(), numbers.address(), joins && shortNumbers);
        shape = new FrameShape(controlMap, shortProtocol, bare);
    }

    /// On a line that comes back to us our own hint arrives: draw again, as RFC 1661 6.4 has it.
    @Override
    public void naked(List<ConfigureOption> hints) {
        for (ConfigureOption hint : hints) {
            if (hint.type() == MAGIC) {
                magic = drawn();
            }
        }
    }

    @Override
    public void rejected(List<ConfigureOption> refused) {
        for (ConfigureOption option : refused) {
            dropped.add(option.type());
            authenticationRefused |= option.type() == AUTHENTICATION;
        }
    }

    private int drawn() {
        int number = random.nextInt();
        return number == 0 ? 1 : number;
    }
}
