package org.kadec21.simulation.module.fault;

/// A setting of a fault.
///
/// @param standard its value unless told otherwise
/// @param meaning for the operator, with the unit
public record Parameter(String name, Type type, String standard, String meaning) {

    /// How a value is written.
    public enum Type {
        /// From 0 (never) to 1 (always).
        CHANCE("a chance from 0 to 1"),
        /// `200ms`, `15s`, `10min`, `2h`, `1d`; at most ten years.
        DURATION("a duration like 200ms, 15s, 10min, 2h or 1d, at most 3650d"),
        /// Words joined by `+`.
        WORDS("words joined by +");

        private final String description;

        Type(String description) {
            this.description = description;
        }

        String description() {
            return description;
        }
    }

    static Parameter chance(double standard) {
        return new Parameter(
                "chance", Type.CHANCE, String.valueOf(standard), "at each opportunity, 0 to 1");
    }

    static Parameter every(String standard) {
        return new Parameter("every", Type.DURATION, standard, "never sooner after the last time");
    }

    static Parameter duration(String name, String standard, String meaning) {
        return new Parameter(name, Type.DURATION, standard, meaning);
    }

    /// One or several of the words in `standard`.
    static Parameter words(String name, String standard, String meaning) {
        return new Parameter(name, Type.WORDS, standard, meaning);
    }
}
