package org.kadec21.submission;

/// A header field has stopped making sense.
final class UnclearAddressException extends Exception {

    private final String problem;

    /// @param problem what was expected, what came, what to try
    UnclearAddressException(String problem) {
        super(problem);
        this.problem = problem;
    }

    String problem() {
        return problem;
    }
}
