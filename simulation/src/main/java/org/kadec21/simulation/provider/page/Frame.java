package org.kadec21.simulation.provider.page;

import org.kadec21.simulation.provider.http.HttpResponse;
import org.kadec21.simulation.provider.http.Status;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What stands around every page: head, name, menu, languages, notices.
final class Frame {

    static final String STYLE = "/style.css";

    private final String host;
    private final List<String> rooms;

    /// @param rooms the names of the rooms, in the order of the menu
    Frame(String host, List<String> rooms) {
        this.host = host;
        this.rooms = List.copyOf(rooms);
    }

    /// A page without a menu.
    ///
    /// @param path where it can be had by GET, for the switch of language
    HttpResponse outside(Status status, Texts texts, String path, String title, Html content) {
        Html body = Html.of(top(texts, path), main(title, Html.nothing(), content), foot(texts));
        return page(status, texts, title, body);
    }

    /// A room, with the menu.
    HttpResponse inside(Status status, Guest guest, String room, Html content) {
        Texts texts = guest.texts();
        String title = texts.of(room + ".title");
        Optional<String> notice = guest.visit().takeNotice();
        boolean wrong = status == Status.UNPROCESSABLE;
        Html above =
                wrong
                        ? notice("alert", "notice wrong", texts.of("form.wrong"))
                        : notice.map(sentence -> notice("status", "notice", sentence))
                                .orElse(Html.nothing());
        Html body =
                Html.of(
                        top(texts, "/" + room),
                        menu(guest, room),
                        main(title, above, content),
                        foot(texts));
        return page(status, texts, title, body);
    }

    private HttpResponse page(Status status, Texts texts, String title, Html body) {
        Html head =
                Html.tag("head")
                        .around(
                                Html.tag("meta").with("charset", "utf-8").alone(),
                                Html.tag("meta")
                                        .with("name", "viewport")
                                        .with("content", "width=device-width, initial-scale=1")
                                        .alone(),
                                Html.tag("title").text(title + " | " + host),
                                Html.tag("link")
                                        .with("rel", "stylesheet")
                                        .with("href", STYLE)
                                        .alone());
        Html document =
                Html.tag("html")
                        .with("lang", texts.language().tag())
                        .around(head, Html.tag("body").around(body));
        return HttpResponse.document(status, "text/html", document.document());
    }

    private Html top(Texts texts, String path) {
        List<Html> languages = new ArrayList<>();
        for (Language language : Language.values()) {
            Html.Tag link =
                    Html.tag("a")
                            .with("href", path + "?" + Language.FIELD + "=" + language.tag())
                            .with("lang", language.tag())
                            .with("id", "lang-" + language.tag());
            boolean current = language == texts.language();
            languages.add(
                    (current ? link.with("aria-current", "true") : link).text(language.ownName()));
        }
        return Html.tag("header")
                .around(
                        Html.tag("a")
                                .with("class", "brand")
                                .with("href", "/")
                                .around(
                                        Html.tag("strong").text(texts.of("page.name")),
                                        Html.tag("span").text(host)),
                        Html.tag("nav")
                                .with("class", "languages")
                                .with("aria-label", texts.of("page.language"))
                                .around(languages));
    }

    private Html menu(Guest guest, String current) {
        Texts texts = guest.texts();
        List<Html> entries = new ArrayList<>();
        for (String room : rooms) {
            Html.Tag link = Html.tag("a").with("href", "/" + room).with("id", "to-" + room);
            entries.add(
                    (room.equals(current) ? link.with("aria-current", "page") : link)
                            .text(texts.of(room + ".menu")));
        }
        entries.add(
                Forms.form(guest.visit(), "/logout", Forms.quietButton(texts.of("logout.button"))));
        return Html.tag("nav")
                .with("class", "menu")
                .with("aria-label", texts.of("page.menu"))
                .around(entries);
    }

    private static Html main(String title, Html above, Html content) {
        return Html.tag("main").around(Html.tag("h1").text(title), above, content);
    }

    private static Html foot(Texts texts) {
        return Html.tag("footer").text(texts.of("page.foot"));
    }

    private static Html notice(String role, String style, String sentence) {
        return Html.tag("p").with("role", role).with("class", style).text(sentence);
    }
}
