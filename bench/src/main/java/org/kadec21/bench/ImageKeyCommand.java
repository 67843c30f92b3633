package org.kadec21.bench;

import org.kadec21.bench.image.SigningKey;
import org.kadec21.firmware.ExitCode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;

/// `kadec21 image key`: a new key that signs images.
@Command(
        name = "key",
        header = "Makes a key that signs images.",
        description = {
            "",
            "Writes FILE, the key with its certificate: whoever has it can make images. Beside it"
                    + " FILE-cert, the certificate alone, for the key list of 'verify' and of the"
                    + " updater. An existing file is never replaced."
        },
        mixinStandardHelpOptions = true)
final class ImageKeyCommand implements Callable<Integer> {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9 ._-]{0,62}";

    private final Clock clock = Clock.systemUTC();

    @Spec private CommandSpec spec;

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "What people call the key: letters, digits, space . _ -")
    private String name;

    @Option(
            names = "--until",
            required = true,
            paramLabel = "DATE",
            converter = DateOption.class,
            description = "No image of this key may expire later.")
    private Instant until;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The key's file.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        Instant now = clock.instant();
        if (!name.matches(NAME)) {
            throw wrong("--name: expected letters, digits, space . _ -, but came '" + name + "'");
        }
        if (!now.isBefore(until)) {
            throw wrong("--until: expected a date to come, but came " + until);
        }
        SigningKey key = SigningKey.generate(name, now, until, new SecureRandom());
        Path certificate = certificateOf(out);
        write(out, key.secretPem(), true);
        write(certificate, key.certificatePem(), false);
        spec.commandLine()
                .getOut()
                .println("key " + key.id() + " in " + out + ", its certificate in " + certificate);
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    /// `signing.pem` has `signing-cert.pem`.
    private static Path certificateOf(Path key) {
        String file = key.getFileName().toString();
        int dot = file.lastIndexOf('.') > 0 ? file.lastIndexOf('.') : file.length();
        return key.resolveSibling(file.substring(0, dot) + "-cert" + file.substring(dot));
    }

    private static void write(Path file, String text, boolean secret) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] rights =
                secret && posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try (SeekableByteChannel channel =
                Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        rights)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (FileSystemException refused) {
            throw new IOException(
                    "--out: expected a new file in a folder you may write to, but "
                            + file
                            + (refused instanceof FileAlreadyExistsException
                                    ? " exists; a key is not replaced"
                                    : " cannot be ("
                                            + Unwritable.reason(file, refused)
                                            + "); choose another"),
                    refused);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
