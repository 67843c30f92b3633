package org.kadec21.simulation.provider.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/// Everything the page says, in one language, from `texts-ja.properties` and `texts-en.properties`
/// (UTF-8).
final class Texts {

    private static final long KIBIOCTET = 1024;

    private final Language language;
    private final ZoneId zone;
    private final Map<String, String> texts = new TreeMap<>();
    private final DateTimeFormatter moments;
    private final DateTimeFormatter days;

    /// @param zone whose days and hours are shown
    Texts(Language language, ZoneId zone) {
        this.language = language;
        this.zone = zone;
        boolean japanese = language == Language.JAPANESE;
        this.days =
                DateTimeFormatter.ofPattern(japanese ? "yyyy年M月d日" : "d MMMM yyyy", Locale.ENGLISH);
        this.moments =
                DateTimeFormatter.ofPattern(
                        japanese ? "yyyy/MM/dd HH:mm" : "yyyy-MM-dd HH:mm", Locale.ENGLISH);
        Properties read = new Properties();
        String resource = "texts-" + language.tag() + ".properties";
        try (InputStream octets =
                        Objects.requireNonNull(Texts.class.getResourceAsStream(resource));
                Reader reader = new InputStreamReader(octets, StandardCharsets.UTF_8)) {
            read.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the page's texts cannot be read: " + resource, e);
        }
        read.stringPropertyNames().forEach(key -> texts.put(key, read.getProperty(key)));
    }

    Language language() {
        return language;
    }

    /// The names of all texts.
    Iterable<String> keys() {
        return texts.keySet();
    }

    /// The text of that name, with `{0}`, `{1}` replaced.
    ///
    /// @throws IllegalArgumentException when there is none
    String of(String key, Object... arguments) {
        String text =
                Optional.ofNullable(texts.get(key))
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "the page has no text " + key + " in " + language));
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(arguments[i]));
        }
        return text;
    }

    /// A moment to the minute, by the provider's clock.
    String moment(Instant instant) {
        return moments.format(instant.atZone(zone));
    }

    String day(LocalDate date) {
        return days.format(date);
    }

    /// The day a moment lies on, by the provider's clock.
    String day(Instant instant) {
        return day(LocalDate.ofInstant(instant, zone));
    }

    /// A number of octets as people read it.
    String size(long octets) {
        if (octets < KIBIOCTET) {
            return of("size.octets", octets);
        }
        double amount = (double) octets / KIBIOCTET;
        String unit = "KB";
        for (String next : new String[] {"MB", "GB"}) {
            if (amount >= KIBIOCTET) {
                amount /= KIBIOCTET;
                unit = next;
            }
        }
        boolean whole = amount >= 100 || amount == Math.rint(amount);
        return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", amount, unit);
    }
}
