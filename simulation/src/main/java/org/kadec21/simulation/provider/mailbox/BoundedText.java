package org.kadec21.simulation.provider.mailbox;

/// A text that can be looked at only so often, so that a regular expression that backtracks for
/// ever ends.
record BoundedText(CharSequence text, Budget budget) implements CharSequence {

    /// Looks at single characters, at most: a tenth of a second, and a thousand times what a sane
    /// expression needs.
    static final int LOOKS = 2_000_000;

    static BoundedText of(CharSequence text) {
        return new BoundedText(text, new Budget());
    }

    /// The looks that are left.
    static final class Budget {
        private int looks = LOOKS;

        private void spend() {
            looks--;
            if (looks < 0) {
                throw new SpentException();
            }
        }
    }

    /// The budget is spent: nobody knows whether the expression would have matched.
    static final class SpentException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SpentException() {
            super("an expression looked at more than " + LOOKS + " characters");
        }
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        budget.spend();
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.subSequence(start, end), budget);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
