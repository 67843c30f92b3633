package org.kadec21.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// The machine that tests run on, as far as they need more of it than a JVM.
public final class Machine {

    private Machine() {}

    /// Without this a test cannot be made: in the full profile it fails, which leaves nothing out;
    /// elsewhere it is skipped.
    ///
    /// @param missing what to say when it is not there, with what to do about it
    public static void mustHave(boolean there, String missing) {
        if (Boolean.getBoolean("kadec21.full")) {
            assertThat(there).as(missing).isTrue();
        } else {
            assumeTrue(there, missing);
        }
    }
}
