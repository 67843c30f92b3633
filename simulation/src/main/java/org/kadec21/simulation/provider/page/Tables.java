package org.kadec21.simulation.provider.page;

import java.util.ArrayList;
import java.util.List;

/// Tables and lists of facts.
final class Tables {

    /// Rows of a log that are shown; there is no second page.
    static final int ROWS = 50;

    private Tables() {}

    /// A table, or a sentence when it has no rows.
    static Html table(List<String> headings, List<List<Html>> rows, String whenEmpty) {
        if (rows.isEmpty()) {
            return Html.tag("p").with("class", "empty").text(whenEmpty);
        }
        List<Html> head = new ArrayList<>();
        headings.forEach(title -> head.add(Html.tag("th").with("scope", "col").text(title)));
        List<Html> lines = new ArrayList<>();
        for (List<Html> row : rows.subList(0, Math.min(ROWS, rows.size()))) {
            List<Html> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(Html.tag("td").with("data-label", headings.get(i)).around(row.get(i)));
            }
            lines.add(Html.tag("tr").around(cells));
        }
        return Html.tag("table")
                .around(
                        Html.tag("thead").around(Html.tag("tr").around(head)),
                        Html.tag("tbody").around(lines));
    }

    /// What a fact is called, and what it is.
    record Fact(String name, Html value) {
        static Fact of(String name, String value) {
            return new Fact(name, Html.text(value));
        }
    }

    static Html facts(List<Fact> facts) {
        List<Html> parts = new ArrayList<>();
        for (Fact fact : facts) {
            parts.add(Html.tag("dt").text(fact.name()));
            parts.add(Html.tag("dd").around(fact.value()));
        }
        return Html.tag("dl").around(parts);
    }

    static Html card(String title, Html... content) {
        List<Html> parts = new ArrayList<>();
        parts.add(Html.tag("h2").text(title));
        parts.addAll(List.of(content));
        return Html.tag("section").around(parts);
    }

    static Html paragraph(String text) {
        return Html.tag("p").text(text);
    }

    /// A customer's log of settings, in the room where they were made.
    static Html settings(Guest guest, List<SettingsLog.Entry> entries) {
        Texts texts = guest.texts();
        List<List<Html>> rows = new ArrayList<>();
        for (SettingsLog.Entry entry : entries) {
            rows.add(
                    List.of(
                            Html.text(texts.moment(entry.at())),
                            Html.text(texts.of(entry.text(), entry.arguments().toArray()))));
        }
        return card(
                texts.of("log.settings"),
                table(
                        List.of(texts.of("log.at"), texts.of("log.what")),
                        rows,
                        texts.of("log.none")));
    }
}
