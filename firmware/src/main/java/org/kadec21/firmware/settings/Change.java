package org.kadec21.firmware.settings;

/// One thing that was set or taken away.
public sealed interface Change {

    /// Longest value, in characters: a certificate in PEM.
    int MOST_VALUE_CHARACTERS = 4000;

    SettingPath path();

    /// A value, in place of the one before or as a new one: as it would stand in the unit's file,
    /// or `[A, B]` for a list. A secret one shows itself as `***`.
    ///
    /// @param value at most [#MOST_VALUE_CHARACTERS]
    record Put(SettingPath path, String value) implements Change {

        public Put {
            if (value.length() > MOST_VALUE_CHARACTERS) {
                throw new IllegalArgumentException("a value of " + value.length() + " characters");
            }
        }

        @Override
        public String toString() {
            return path + " = " + (path.isSecret() ? "***" : value);
        }
    }

    /// A value, a group or an element of a list is no longer there.
    record Remove(SettingPath path) implements Change {
        @Override
        public String toString() {
            return path + " removed";
        }
    }
}
