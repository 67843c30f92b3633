package org.kadec21.simulation.provider.mailbox;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A customer's own rule for incoming mail: where a header field matches, the mail is deleted.
///
/// @param field the header field that is looked at
/// @param expression a regular expression, found anywhere in the field's value, without regard to
///   case
public record FilterRule(Field field, String expression) {

    /// Characters in an expression, at most: every mail is held against it.
    public static final int LONGEST = 200;

    /// Characters of a header field that are looked at.
    public static final int LOOKED_AT = 1000;

    /// The fields that can be looked at.
    public enum Field {
        FROM,
        TO,
        SUBJECT;

        /// As it is written in a mail's header.
        public String header() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    public FilterRule {
        if (expression.isEmpty() || expression.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a filter's expression has 1 to "
                            + LONGEST
                            + " characters, not "
                            + expression.length());
        }
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(
                    "a filter needs a regular expression: " + wrong.getDescription(), wrong);
        }
    }

    /// Whether the rule applies to a mail whose field has this value. An expression that takes too
    /// long to find out does not.
    public boolean matches(String value) {
        String looked = value.substring(0, Math.min(value.length(), LOOKED_AT));
        try {
            return Pattern.compile(expression, Pattern.CASE_INSENSITIVE)
                    .matcher(BoundedText.of(looked))
                    .find();
        } catch (BoundedText.SpentException tooLong) {
            return false;
        }
    }

    /// As people read it: `Subject: cheap +watches`.
    @Override
    public String toString() {
        return field.header() + ": " + expression;
    }
}
