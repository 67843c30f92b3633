package org.kadec21.simulation.ppp;

import java.time.Duration;
import java.util.List;

/// What one control protocol wants and what it grants.
interface Options {

    /// As RFC 1661 4.6 has it.
    int MAX_FAILURE = 5;

    /// What we ask for.
    List<ConfigureOption> wanted();

    /// What is said to what the host asks for.
    Verdict judge(List<ConfigureOption> theirs);

    /// The host would rather have these values.
    void naked(List<ConfigureOption> hints);

    /// The host does not know or allow these.
    void rejected(List<ConfigureOption> refused);

    /// Naks in a row before what cannot be agreed upon is rejected (Max-Failure, RFC 1661 4.6).
    default int patience() {
        return MAX_FAILURE;
    }

    /// Whether they are for a line on which a copy may get through that the first one did not, or
    /// is slow: there a request goes again under the same number, so that an answer to any copy
    /// counts, and one that was granted is granted again. Otherwise each request has a number of
    /// its own, and a late answer is told apart.
    default boolean isForABadLine() {
        return false;
    }

    /// How long an answer may take before the request goes again.
    default Duration restart() {
        return ControlProtocol.RESTART;
    }

    sealed interface Verdict {

        record Granted() implements Verdict {}

        /// These values instead.
        record Rather(List<ConfigureOption> values) implements Verdict {}

        /// Not these at all.
        record Refused(List<ConfigureOption> options) implements Verdict {}
    }
}
