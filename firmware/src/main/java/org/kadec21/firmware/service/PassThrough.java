package org.kadec21.firmware.service;

/// What a person types goes to the module as it is, but `~.` at the beginning of a line ends that,
/// and `~~` there stands for one `~` (as in `cu` and `ssh`). Pure.
final class PassThrough {

    /// Where in a line the person is.
    enum Place {
        BEGINNING,
        AFTER_TILDE,
        WITHIN
    }

    /// The next place, what goes to the module, and whether this was the end.
    ///
    /// @param bytes none, one or two
    record Step(Place place, byte[] bytes, boolean ends) {}

    private PassThrough() {}

    /// The next byte from the person.
    static Step accept(Place place, byte typed) {
        boolean endsLine = typed == '\r' || typed == '\n';
        Place next = endsLine ? Place.BEGINNING : Place.WITHIN;
        return switch (place) {
            case BEGINNING ->
                    typed == '~'
                            ? new Step(Place.AFTER_TILDE, new byte[0], false)
                            : new Step(next, new byte[] {typed}, false);
            case AFTER_TILDE ->
                    switch (typed) {
                        case '.' -> new Step(Place.BEGINNING, new byte[0], true);
                        case '~' -> new Step(Place.WITHIN, new byte[] {'~'}, false);
                        default -> new Step(next, new byte[] {'~', typed}, false);
                    };
            case WITHIN -> new Step(next, new byte[] {typed}, false);
        };
    }
}
