package org.kadec21.bench;

import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.update.BoardRevision;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.ImageManifest;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words of images on the command line.
final class ImageWords {

    private ImageWords() {}

    /// The modules that an image knows: those that its profile was built for; a base knows all.
    static List<FittedModule> modules(FirmwareProfile profile, List<BoardRevision> boards) {
        if (boards.getFirst().kind().equals(BoardRevision.BASE)) {
            return List.of(FittedModule.values());
        }
        return profile.modules().stream().map(FittedModule::of).toList();
    }

    /// `communication/B`.
    static final class BoardOption implements ITypeConverter<BoardRevision> {

        @Override
        public BoardRevision convert(String value) {
            return BoardRevision.of(value)
                    .orElseThrow(() ->
                            expected(
                                    "communication/, cpu/ or base/ and the letter of a revision",
                                    value));
        }
    }

    /// `dual-band`.
    static final class ModuleOption implements ITypeConverter<FittedModule> {

        @Override
        public FittedModule convert(String value) {
            return FittedModule.of(value).orElseThrow(() -> expected("one of " + all(), value));
        }

        private static String all() {
            return Stream.of(FittedModule.values())
                    .map(FittedModule::word)
                    .collect(Collectors.joining(", "));
        }
    }

    /// A boot loader or a rollback index.
    static final class NumberOption implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String value) {
            return Optional.of(value)
                    .filter(it -> it.matches("\\d{1,5}"))
                    .map(Integer::valueOf)
                    .filter(it -> it <= ImageManifest.HIGHEST_NUMBER)
                    .orElseThrow(() ->
                            expected("a number from 0 to " + ImageManifest.HIGHEST_NUMBER, value));
        }
    }

    private static TypeConversionException expected(String what, String came) {
        return new TypeConversionException("expected " + what + ", but came '" + came + "'");
    }
}
