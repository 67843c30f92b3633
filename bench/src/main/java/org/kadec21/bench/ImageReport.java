package org.kadec21.bench;

import org.kadec21.firmware.ExitCode;
import org.kadec21.firmware.update.BoardRevision;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.ImageFile;
import org.kadec21.firmware.update.ImageManifest;
import org.kadec21.firmware.update.ImageManifest.Behaviour;
import org.kadec21.firmware.update.ImageVerdict;
import org.kadec21.firmware.update.Refusal;
import org.kadec21.firmware.update.Sha256;

import picocli.CommandLine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// An image, or why it is none, for people and for programs.
///
/// @param file the image's bytes
/// @param signature what is known of its signature, `verified` or `not checked`
record ImageReport(byte[] file, String signature) {

    /// Prints a verdict, a refusal in words on stderr.
    ///
    /// @return the exit code
    int print(ImageVerdict verdict, boolean json, CommandLine to) {
        int code =
                switch (verdict) {
                    case ImageVerdict.Genuine genuine -> {
                        to.getOut()
                                .println(json ? Json.line(fields(genuine)) : words(genuine.file()));
                        yield ExitCode.OK;
                    }
                    case ImageVerdict.Refused refused -> {
                        if (json) {
                            to.getOut().println(Json.line(fields(refused.refusal())));
                        } else {
                            to.getErr().println("kadec21: " + refused.refusal().sentence());
                        }
                        yield ExitCode.BAD_DATA;
                    }
                };
        to.getOut().flush();
        return code;
    }

    private String words(ImageFile image) {
        ImageManifest manifest = image.image().manifest();
        Behaviour behaviour = manifest.behaviour();
        SequencedMap<String, String> lines = new LinkedHashMap<>();
        lines.put("Image", manifest.version() + " (" + behaviour.profile() + ")");
        lines.put(
                "Boards", words(manifest.boards().stream().map(BoardRevision::toString).toList()));
        lines.put("Modules", words(manifest.modules().stream().map(FittedModule::word).toList()));
        lines.put("Boot loader", manifest.bootLoader() + " or newer");
        lines.put("Rollback index", Integer.toString(manifest.rollbackIndex()));
        lines.put("Expires", manifest.expires().toString());
        lines.put(
                "Submits",
                "to port "
                        + behaviour.defaultPort()
                        + (behaviour.auth() ? ", AUTH" : ", no AUTH")
                        + (behaviour.startTls() ? ", STARTTLS" : ", no TLS"));
        lines.put("Key", manifest.keyId() + ", signature " + signature);
        lines.put("Code", image.image().code().size() + " files");
        lines.put("Bytes", Integer.toString(file.length));
        lines.put("SHA-256", Sha256.hex(file));
        return lines.entrySet().stream()
                .map(line -> "%-15s %s".formatted(line.getKey(), line.getValue()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private SequencedMap<String, Object> fields(ImageVerdict.Genuine genuine) {
        ImageManifest manifest = genuine.file().image().manifest();
        Behaviour behaviour = manifest.behaviour();
        SequencedMap<String, Object> fields = new LinkedHashMap<>();
        fields.put("format", 1);
        fields.put("verdict", "genuine");
        fields.put("signature", signature);
        fields.put("version", manifest.version());
        fields.put("boards", manifest.boards().stream().map(BoardRevision::toString).toList());
        fields.put("modules", manifest.modules().stream().map(FittedModule::word).toList());
        fields.put("boot_loader", manifest.bootLoader());
        fields.put("rollback_index", manifest.rollbackIndex());
        fields.put("expires", manifest.expires().toString());
        fields.put("key", manifest.keyId());
        fields.put("profile", behaviour.profile());
        fields.put("port", behaviour.defaultPort());
        fields.put("auth", behaviour.auth());
        fields.put("starttls", behaviour.startTls());
        fields.put("files", genuine.file().image().code().size());
        fields.put("bytes", file.length);
        fields.put("sha256", Sha256.hex(file));
        return fields;
    }

    private static SequencedMap<String, Object> fields(Refusal refusal) {
        SequencedMap<String, Object> fields = new LinkedHashMap<>();
        fields.put("format", 1);
        fields.put("verdict", "refused");
        fields.put("reason", refusal.reason().word());
        fields.put("message", refusal.sentence());
        return fields;
    }

    private static String words(List<String> list) {
        return String.join(", ", list);
    }
}
