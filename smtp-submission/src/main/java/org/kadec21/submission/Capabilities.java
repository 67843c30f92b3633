package org.kadec21.submission;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;

/// What a server said of itself in its last EHLO reply.
///
/// @param maximumSize RFC 1870; empty when not told, or "no fixed maximum"
/// @param sizeDeclared whether `SIZE=` may be given with MAIL
/// @param authMechanisms RFC 4954, upper case; empty when AUTH is not offered
public record Capabilities(
        boolean pipelining,
        boolean chunking,
        boolean eightBitMime,
        boolean startTls,
        boolean sizeDeclared,
        OptionalLong maximumSize,
        List<String> authMechanisms) {

    static final Capabilities NONE =
            new Capabilities(false, false, false, false, false, OptionalLong.empty(), List.of());

    /// Reads the extensions of an EHLO reply.
    ///
    /// @param parameter the parameters of an extension, `null` when it is not offered
    static Capabilities of(Function<String, @Nullable String> parameter) {
        String size = parameter.apply("SIZE");
        String auth = parameter.apply("AUTH");
        return new Capabilities(
                parameter.apply("PIPELINING") != null,
                parameter.apply("CHUNKING") != null,
                parameter.apply("8BITMIME") != null,
                parameter.apply("STARTTLS") != null,
                size != null,
                size == null ? OptionalLong.empty() : maximum(size.strip()),
                auth == null ? List.of() : words(auth));
    }

    /// The same without BDAT.
    Capabilities withoutChunking() {
        return new Capabilities(
                pipelining,
                false,
                eightBitMime,
                startTls,
                sizeDeclared,
                maximumSize,
                authMechanisms);
    }

    private static OptionalLong maximum(String size) {
        if (!size.matches("[0-9]{1,18}")) {
            return OptionalLong.empty();
        }
        long bytes = Long.parseLong(size);
        return bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toUpperCase(Locale.ROOT).strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
