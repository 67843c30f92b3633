package org.kadec21.firmware.update;

import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the image of a base holds: libraries, each as the JAR that its maker published. One takes
/// the place of the build's library of the same name, whatever its version.
public final class BaseImage {

    private static final String FOLDER = "lib/";
    private static final Pattern LIBRARY =
            Pattern.compile("lib/([A-Za-z0-9._-]{1,100}?)-([0-9][A-Za-z0-9.]{0,40})\\.jar");

    private BaseImage() {}

    /// The entry that holds a library.
    public static String entry(String file) {
        return FOLDER + file;
    }

    /// Whether an entry is a library with a version.
    public static boolean isLibrary(String entry) {
        return LIBRARY.matcher(entry).matches();
    }

    /// The libraries in an image by their files' names.
    public static SequencedMap<String, byte[]> libraries(Image image) {
        SequencedMap<String, byte[]> libraries = new TreeMap<>();
        image.code()
                .forEach((name, content) -> {
                    if (isLibrary(name)) {
                        libraries.put(name.substring(FOLDER.length()), content);
                    }
                });
        return libraries;
    }

    /// Whether a file is a version of the same library as another one.
    public static boolean isSameLibrary(String file, String other) {
        return artifact(file).equals(artifact(other));
    }

    private static String artifact(String file) {
        Matcher library = LIBRARY.matcher(entry(file));
        return library.matches() ? library.group(1) : file;
    }
}
