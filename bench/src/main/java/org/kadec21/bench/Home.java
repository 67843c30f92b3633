package org.kadec21.bench;

import java.nio.file.Path;

/// Where the checkout lies whose configuration and data are the defaults.
final class Home {

    private Home() {}

    static Path path(String first, String... more) {
        return Path.of(System.getProperty("kadec21.home", ".")).resolve(Path.of(first, more));
    }
}
