package org.kadec21.simulation.provider.page;

import org.kadec21.simulation.provider.http.HttpRequest;

import java.util.Locale;
import java.util.Optional;

/// A language of the page.
enum Language {
    JAPANESE("ja", "日本語"),
    ENGLISH("en", "English");

    /// Keeps a language that was chosen.
    static final String COOKIE = "kadec21-language";

    /// Chooses one, in the query of any page.
    static final String FIELD = "lang";

    private final String tag;
    private final String ownName;

    Language(String tag, String ownName) {
        this.tag = tag;
        this.ownName = ownName;
    }

    /// The tag of RFC 5646.
    String tag() {
        return tag;
    }

    /// What its speakers call it.
    String ownName() {
        return ownName;
    }

    static Optional<Language> tagged(String word) {
        for (Language language : values()) {
            if (language.tag.equals(word)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    /// What the query chooses; else what was chosen before; else the first of the browser's
    /// languages that there is (RFC 9110 section 12.5.4, in the order written); else Japanese.
    static Language of(HttpRequest request) {
        return chosen(request)
                .or(() -> request.cookie(COOKIE).flatMap(Language::tagged))
                .or(() -> accepted(request.header("accept-language").orElse("")))
                .orElse(JAPANESE);
    }

    /// What the query chooses.
    static Optional<Language> chosen(HttpRequest request) {
        return tagged(request.queryForm().field(FIELD));
    }

    private static Optional<Language> accepted(String header) {
        for (String range : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            String word = range.strip().split("[-;]", 2)[0];
            Optional<Language> language = tagged(word);
            if (language.isPresent()) {
                return language;
            }
        }
        return Optional.empty();
    }
}
