package org.kadec21.simulation.flash;

import java.util.random.RandomGenerator;

/// Decides what a power cut leaves of all that was not yet forced. Forced data is never asked
/// about: it survives.
public interface Survival {

    /// Whether a creation, renaming or deletion that was not forced is found after the cut. Asked
    /// once per change, oldest first; the answers are independent, since a directory may be written
    /// back in any order.
    boolean keepsDirectoryChange();

    /// What is left of the unforced end of a file: at most as many bytes, not necessarily the same
    /// ones.
    byte[] tail(byte[] unforced);

    /// The strictest medium: what was not forced is gone.
    static Survival onlyForced() {
        return new Survival() {
            @Override
            public boolean keepsDirectoryChange() {
                return false;
            }

            @Override
            public byte[] tail(byte[] unforced) {
                return new byte[0];
            }
        };
    }

    /// The most generous medium: all that was handed over is found, although it was not forced.
    static Survival everything() {
        return new Survival() {
            @Override
            public boolean keepsDirectoryChange() {
                return true;
            }

            @Override
            public byte[] tail(byte[] unforced) {
                return unforced.clone();
            }
        };
    }

    /// Directory changes are kept with probability one half. The end of a file is lost, kept, cut
    /// short at any byte, or of full length with some of its pages never written: such a page reads
    /// as zeros, as erased flash (`FF`) or as noise.
    static Survival byChance(RandomGenerator chance) {
        return new ChanceSurvival(chance);
    }
}
