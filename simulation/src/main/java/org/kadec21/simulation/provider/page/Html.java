package org.kadec21.simulation.provider.page;

import java.util.List;
import java.util.regex.Pattern;

/// A piece of a page. It can only be made of text, which is escaped, and of elements; nothing turns
/// a text into markup, so no text of a customer or of a mail can become any.
final class Html {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Html NOTHING = new Html("");

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    static Html nothing() {
        return NOTHING;
    }

    static Html text(String text) {
        return new Html(escaped(text));
    }

    static Html of(Html... parts) {
        return all(List.of(parts));
    }

    static Html all(List<Html> parts) {
        StringBuilder all = new StringBuilder();
        parts.forEach(part -> all.append(part.markup));
        return new Html(all.toString());
    }

    static Tag tag(String name) {
        return new Tag(checked(name), "");
    }

    /// This piece as a whole document.
    String document() {
        return "<!DOCTYPE html>\n" + markup;
    }

    /// An element's start tag.
    record Tag(String name, String attributes) {

        /// With an attribute. What could run a script or lead away from the site is refused.
        Tag with(String attribute, String value) {
            boolean leads = attribute.equals("href") || attribute.equals("action");
            boolean runs = attribute.startsWith("on") || attribute.equals("style");
            if (runs || (leads && (!value.startsWith("/") || value.startsWith("//")))) {
                throw new IllegalArgumentException(
                        "an attribute of this page neither runs anything nor leads away: "
                                + attribute
                                + "="
                                + value);
            }
            String added = " " + checked(attribute) + "=\"" + escaped(value) + "\"";
            return new Tag(name, attributes + added);
        }

        /// With an attribute that has no value, if it is wanted.
        Tag when(boolean wanted, String attribute) {
            return wanted ? new Tag(name, attributes + " " + checked(attribute)) : this;
        }

        Html around(Html... parts) {
            return around(List.of(parts));
        }

        Html around(List<Html> parts) {
            String inside = all(parts).markup;
            return new Html("<" + name + attributes + ">" + inside + "</" + name + ">");
        }

        Html text(String text) {
            return around(Html.text(text));
        }

        /// As an element that has no content (`input`, `meta`, `link`).
        Html alone() {
            return new Html("<" + name + attributes + ">");
        }
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of HTML: " + name);
        }
        return name;
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '&' -> safe.append("&amp;");
                        case '<' -> safe.append("&lt;");
                        case '>' -> safe.append("&gt;");
                        case '"' -> safe.append("&quot;");
                        case '\'' -> safe.append("&#39;");
                        case '\n', '\t' -> safe.appendCodePoint(c);
                        default -> safe.appendCodePoint(isShown(c) ? c : 0xfffd);
                    }
                });
        return safe.toString();
    }

    /// Control characters and half characters are not shown; nor are those that turn the direction
    /// of writing and could disguise what a text says.
    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.FORMAT -> false;
            default -> true;
        };
    }
}
