package org.kadec21.simulation.provider.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The page's only stylesheet, `style.css` beside the texts.
final class Stylesheet {

    private Stylesheet() {}

    static String read() {
        try (InputStream octets =
                Objects.requireNonNull(Stylesheet.class.getResourceAsStream("style.css"))) {
            return new String(octets.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the page's stylesheet cannot be read", e);
        }
    }
}
