package org.kadec21.simulation.provider.mailbox;

import org.kadec21.simulation.provider.expression.Expression;

import java.util.Locale;

/// A customer's own rule for incoming mail: where a header field matches, the mail is deleted.
///
/// @param field the header field that is looked at
/// @param expression an [Expression], found anywhere in the field's value, without regard to case
public record FilterRule(Field field, String expression) {

    /// Characters in an expression, at most: every mail is held against it.
    public static final int LONGEST = Expression.LENGTH;

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
        if (Expression.parse(expression) instanceof Expression.Wrong(int at, var problem)) {
            throw new IllegalArgumentException(
                    "a filter needs a regular expression, but \""
                            + expression
                            + "\" has a mistake at character "
                            + (at + 1)
                            + ": "
                            + problem);
        }
    }

    /// Whether the rule applies to a mail whose field has this value, of which the first
    /// [Expression#TEXT] characters count.
    public boolean matches(String value) {
        return switch (Expression.parse(expression)) {
            case Expression.Usable(Expression usable) -> usable.find(value).isPresent();
            case Expression.Wrong wrong -> false;
        };
    }

    /// As people read it: `Subject: cheap +watches`.
    @Override
    public String toString() {
        return field.header() + ": " + expression;
    }
}
