package org.kadec21.firmware.config;

import org.kadec21.firmware.config.YamlNode.Entry;
import org.kadec21.firmware.config.YamlNode.Mapping;
import org.kadec21.firmware.config.YamlNode.Scalar;
import org.kadec21.firmware.config.YamlNode.Sequence;
import org.kadec21.hal.Secret;
import org.kadec21.submission.TokenSource;
import org.kadec21.submission.TrustAnchors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A group of keys of a file. Its reader first says which keys are known ([#knows]), so that a
/// misspelt key is reported as such and not as a missing one.
public final class Section {

    private static final String PEM = "-----BEGIN CERTIFICATE-----";

    private final String file;
    private final NamedFiles files;
    private final String name;
    private final Mapping mapping;

    Section(String file, NamedFiles files, String name, Mapping mapping) {
        this.file = file;
        this.files = files;
        this.name = name;
        this.mapping = mapping;
    }

    /// Refuses every key but these.
    ///
    /// @throws ConfigException for the first unknown key, with the known one that is nearest to it
    public Section knows(String... keys) {
        List<String> known = List.of(keys);
        mapping.entries()
                .forEach((key, entry) -> {
                    if (!known.contains(key)) {
                        throw new ConfigException(
                                file,
                                entry.line(),
                                "unknown key '" + key + "' in " + name + Spelling.hint(key, known));
                    }
                });
        return this;
    }

    /// A complaint about the group as a whole.
    public ConfigException wrong(String problem) {
        return new ConfigException(file, mapping.line(), name + ": " + problem);
    }

    public boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    /// A key that must be there, with a single value.
    public Value value(String key) {
        return find(key).orElseThrow(() -> missing(key));
    }

    public Optional<Value> find(String key) {
        return entry(key).map(entry -> scalar(key, entry.value()));
    }

    /// A list of single values; empty when the key is not there.
    public List<Value> values(String key) {
        List<Value> values = new ArrayList<>();
        for (YamlNode element : elements(key)) {
            values.add(scalar(key, element));
        }
        return values;
    }

    /// A group that must be there.
    public Section section(String key) {
        return findSection(key).orElseThrow(() -> missing(key));
    }

    public Optional<Section> findSection(String key) {
        return entry(key).map(entry -> group(key, entry.value()));
    }

    /// A list of groups; empty when the key is not there.
    public List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        for (YamlNode element : elements(key)) {
            sections.add(group(key, element));
        }
        return sections;
    }

    /// A secret that stands either here under `key`, or alone in the file named by `key-file`.
    public Optional<Secret> secret(String key) {
        String fileKey = key + "-file";
        if (has(key) && has(fileKey)) {
            throw wrong("expected either " + key + " or " + fileKey + ", but came both");
        }
        if (has(fileKey)) {
            return Optional.of(
                    Secret.of(new String(content(value(fileKey)), StandardCharsets.UTF_8).strip()));
        }
        return find(key).map(value -> Secret.of(value.raw()));
    }

    /// A complaint about a secret, wherever it stands, that does not show it.
    ConfigException wrongSecret(String key, String problem) {
        return value(has(key) ? key : key + "-file").wrongUnshown(problem);
    }

    /// The content of the file that a value names.
    public byte[] content(Value named) {
        try {
            return files.read(named.text());
        } catch (IOException unreadable) {
            throw named.wrong("a file that can be read (" + unreadable.getMessage() + ")");
        }
    }

    /// The certificates in the file that a value names, or in the value itself: PEM, as it would
    /// stand there.
    List<X509Certificate> certificates(Value given) {
        byte[] file =
                given.text().startsWith(PEM)
                        ? given.text().getBytes(StandardCharsets.US_ASCII)
                        : content(given);
        return TrustAnchors.in(file)
                .orElseThrow(() -> given.wrong("a file of PEM or DER certificates"));
    }

    /// The file that a value names, to be read for each connection; it may come later.
    TokenSource tokens(Value named) {
        return new TokenFile(files, named.text());
    }

    private Optional<Entry> entry(String key) {
        return Optional.ofNullable(mapping.entries().get(key));
    }

    private List<YamlNode> elements(String key) {
        return entry(key)
                .map(entry ->
                        switch (entry.value()) {
                            case Sequence sequence -> sequence.elements();
                            case Scalar scalar -> throw expected(key, "a list", scalar);
                            case Mapping group -> throw expected(key, "a list", group);
                        })
                .orElse(List.of());
    }

    private Value scalar(String key, YamlNode node) {
        if (node instanceof Scalar scalar) {
            return new Value(file, scalar.line(), key, scalar.text());
        }
        throw expected(key, "a single value", node);
    }

    private Section group(String key, YamlNode node) {
        if (node instanceof Mapping group) {
            return new Section(file, files, key, group);
        }
        throw expected(key, "a group of keys", node);
    }

    private ConfigException expected(String key, String expected, YamlNode node) {
        return new ConfigException(
                file, node.line(), key + ": expected " + expected + ", but came " + node.kind());
    }

    private ConfigException missing(String key) {
        return wrong("expected the key '" + key + "', but it is missing; add it");
    }
}
