package org.kadec21.simulation.provider.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Forms and their fields: each labelled, with its hint and its error beside it.
final class Forms {

    /// The field that holds the session's token.
    static final String TOKEN = "token";

    private Forms() {}

    /// A form that is posted to `path`.
    static Html form(Visit visit, String path, Html... content) {
        List<Html> parts = new ArrayList<>();
        parts.add(
                Html.tag("input")
                        .with("type", "hidden")
                        .with("name", TOKEN)
                        .with("value", visit.token())
                        .alone());
        parts.addAll(List.of(content));
        return Html.tag("form").with("method", "post").with("action", path).around(parts);
    }

    static Html button(String text) {
        return Html.tag("button").with("type", "submit").text(text);
    }

    /// A button for what cannot be taken back, or is done to one of several.
    static Html quietButton(String text) {
        return Html.tag("button").with("type", "submit").with("class", "quiet").text(text);
    }

    static Html hidden(String name, String value) {
        return Html.tag("input")
                .with("type", "hidden")
                .with("name", name)
                .with("value", value)
                .alone();
    }

    /// A line of text.
    static Html text(String name, String label, int most, Typed typed) {
        return text(name, label, Optional.empty(), most, typed);
    }

    static Html text(String name, String label, Optional<String> hint, int most, Typed typed) {
        Html.Tag input =
                described(
                                Html.tag("input").with("type", "text").with("name", name),
                                name,
                                hint,
                                typed)
                        .with("value", typed.value(name))
                        .with("maxlength", Integer.toString(most))
                        .with("autocapitalize", "none")
                        .with("spellcheck", "false");
        return field(name, label, hint, typed, input.alone());
    }

    /// A password; what was typed never comes back.
    ///
    /// @param kind `current-password` or `new-password`, for the browser's keyring
    static Html password(
            String name, String label, Optional<String> hint, String kind, Typed typed) {
        Html.Tag input =
                described(
                                Html.tag("input").with("type", "password").with("name", name),
                                name,
                                hint,
                                typed)
                        .with("autocomplete", kind);
        return field(name, label, hint, typed, input.alone());
    }

    /// Several lines of text.
    static Html area(String name, String label, int most, Typed typed) {
        Html.Tag area =
                described(
                                Html.tag("textarea").with("name", name).with("rows", "4"),
                                name,
                                Optional.empty(),
                                typed)
                        .with("maxlength", Integer.toString(most));
        return field(name, label, Optional.empty(), typed, area.text(typed.value(name)));
    }

    /// A value and what it is called.
    record Option(String value, String label) {}

    /// One of several.
    ///
    /// @param current what is chosen when nothing was typed
    static Html choice(
            String name, String label, List<Option> options, String current, Typed typed) {
        String chosen = typed.form().isPresent() ? typed.value(name) : current;
        List<Html> entries = new ArrayList<>();
        for (Option option : options) {
            entries.add(
                    Html.tag("option")
                            .with("value", option.value())
                            .when(option.value().equals(chosen), "selected")
                            .text(option.label()));
        }
        Html.Tag select =
                described(Html.tag("select").with("name", name), name, Optional.empty(), typed);
        return field(name, label, Optional.empty(), typed, select.around(entries));
    }

    private static Html.Tag described(
            Html.Tag control, String name, Optional<String> hint, Typed typed) {
        Html.Tag result = control.with("id", name);
        boolean wrong = typed.error(name).isPresent();
        if (wrong) {
            result = result.with("aria-invalid", "true");
        }
        return wrong || hint.isPresent()
                ? result.with("aria-describedby", name + (wrong ? "-error" : "-hint"))
                : result;
    }

    private static Html field(
            String name, String label, Optional<String> hint, Typed typed, Html control) {
        Optional<Html> error =
                typed.error(name)
                        .map(sentence ->
                                Html.tag("p")
                                        .with("class", "error")
                                        .with("id", name + "-error")
                                        .text(sentence));
        Optional<Html> explained =
                hint.map(sentence ->
                        Html.tag("p")
                                .with("class", "hint")
                                .with("id", name + "-hint")
                                .text(sentence));
        return Html.tag("div")
                .with("class", "field")
                .around(
                        Html.tag("label").with("for", name).text(label),
                        explained.orElse(Html.nothing()),
                        control,
                        error.orElse(Html.nothing()));
    }
}
