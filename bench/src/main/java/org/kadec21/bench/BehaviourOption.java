package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.bench.config.BehaviourFile;
import org.kadec21.bench.config.BehaviourScript;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a provider misbehaves.
final class BehaviourOption {

    private static final String DRAWN = "drawn:";

    @Option(
            names = "--behaviour",
            paramLabel = "WHAT",
            converter = WhatConverter.class,
            description =
                    "How the provider misbehaves, see docs/simulated-provider.md: names or numbers"
                            + " from 1 to 40 with commas between, as 'lost-250-eof' or '21,27', for"
                            + " every connection; 'drawn:30' for 30 connections out of 100, one of"
                            + " the forty each, by --seed; or a FILE.yaml (default: not at all).")
    private @Nullable What what;

    /// The faults asked for. A file is read here.
    BehaviourScript script() {
        return what == null ? BehaviourScript.none() : what.script();
    }

    interface What {
        BehaviourScript script();
    }

    static final class WhatConverter implements ITypeConverter<What> {
        @Override
        public What convert(String value) {
            if (value.endsWith(".yaml") || value.endsWith(".yml")) {
                Path file = Path.of(value);
                return () -> BehaviourFile.read(file);
            }
            if (value.startsWith(DRAWN)) {
                int percent = percent(value.substring(DRAWN.length()));
                return () ->
                        new BehaviourScript(
                                List.of(), List.of(), percent, BehaviourScript.numbered());
            }
            List<String> names = new ArrayList<>();
            for (String word : value.split(",", -1)) {
                names.add(BehaviourScript.resolve(word.strip()).orElseThrow(() -> unknown(word)));
            }
            return () -> new BehaviourScript(names, List.of(), 0, List.of());
        }

        private static int percent(String text) {
            if (text.matches("[1-9]\\d?|100")) {
                return Integer.parseInt(text);
            }
            throw new TypeConversionException(
                    "expected connections out of a hundred, as drawn:30, but came '" + text + "'");
        }

        private static TypeConversionException unknown(String word) {
            return new TypeConversionException(
                    "expected a number from 1 to 40, a name or a file that ends with .yaml, but"
                            + " came '"
                            + word
                            + "'; the names are "
                            + String.join(", ", BehaviourScript.names()));
        }
    }
}
