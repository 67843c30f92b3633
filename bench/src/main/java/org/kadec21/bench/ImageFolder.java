package org.kadec21.bench;

import org.kadec21.bench.instruct.ImageMails;
import org.kadec21.bench.instruct.InstructionMail;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.instruction.Instruction;
import org.kadec21.firmware.update.Image;
import org.kadec21.firmware.update.ImageFile;
import org.kadec21.firmware.update.ImageVerdict;
import org.kadec21.firmware.update.Refusal;
import org.kadec21.hal.host.HostFiles;

import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An image that goes by mail, and the folder that its mails are written into.
final class ImageFolder {

    @Option(
            names = "--image",
            required = true,
            paramLabel = "FILE",
            description = "A firmware image, as 'kadec21 image make' made it.")
    private Path image;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FOLDER",
            description = "Where its mails are written; none that is there is replaced.")
    private Path folder;

    @Option(
            names = "--mail-bytes",
            paramLabel = "N",
            defaultValue = "" + Instruction.MOST_MAIL_BYTES,
            converter = MailBytes.class,
            description =
                    "Largest mail, 8192 to 65536 (default: ${DEFAULT-VALUE}). Less for a slow link:"
                            + " the unit fetches a mail within its airtime-cap, or never.")
    private int mailBytes;

    /// Writes the mails.
    ///
    /// @return their files, in the order of their parts
    /// @throws ConfigException when the image is none
    List<Path> write(
            InstructionMail writer,
            InstructionMail.Closing closing,
            List<String> units,
            int sequence,
            Instant expires)
            throws IOException {
        byte[] file = bytes();
        List<byte[]> mails = mails(writer, closing, address(file, units, sequence, expires), file);
        List<Path> written = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            int digits = Integer.toString(mails.size()).length();
            for (byte[] mail : mails) {
                String number = String.format(Locale.ROOT, "%0" + digits + "d", written.size() + 1);
                Path path =
                        folder.resolve(
                                "image-"
                                        + sequence
                                        + "-"
                                        + number
                                        + "-of-"
                                        + mails.size()
                                        + ".eml");
                Files.write(path, mail, StandardOpenOption.CREATE_NEW);
                written.add(path);
            }
        } catch (FileSystemException refused) {
            throw new IOException(
                    "--out: expected a folder for new mails, but "
                            + folder
                            + " is none ("
                            + Unwritable.reason(folder, refused)
                            + "); name another",
                    refused);
        }
        return written;
    }

    private List<byte[]> mails(
            InstructionMail writer,
            InstructionMail.Closing closing,
            ImageMails.Address address,
            byte[] file) {
        try {
            return new ImageMails(writer, closing, mailBytes).of(address, file);
        } catch (IllegalArgumentException tooMany) {
            throw new ConfigException(image.toString(), String.valueOf(tooMany.getMessage()));
        }
    }

    private ImageMails.Address address(
            byte[] file, List<String> units, int sequence, Instant expires) {
        return switch (ImageFile.read(file)) {
            case ImageVerdict.Genuine(ImageFile genuine) ->
                    new ImageMails.Address(
                            units,
                            sequence,
                            expires,
                            genuine.image().manifest().boards().getFirst().kind());
            case ImageVerdict.Refused(Refusal refusal) ->
                    throw new ConfigException(image.toString(), refusal.sentence());
        };
    }

    private byte[] bytes() {
        try {
            return HostFiles.read(image, Image.MOST_BYTES);
        } catch (IOException unreadable) {
            throw new ConfigException(
                    image.toString(), "expected an image, but " + unreadable.getMessage());
        }
    }

    /// `65536`.
    static final class MailBytes implements picocli.CommandLine.ITypeConverter<Integer> {

        @Override
        public Integer convert(String value) {
            if (value.matches("\\d{4,5}")) {
                int bytes = Integer.parseInt(value);
                if (bytes >= ImageMails.LEAST_BYTES && bytes <= Instruction.MOST_MAIL_BYTES) {
                    return bytes;
                }
            }
            throw new TypeConversionException(
                    "expected "
                            + ImageMails.LEAST_BYTES
                            + " to "
                            + Instruction.MOST_MAIL_BYTES
                            + " bytes, but came '"
                            + value
                            + "'");
        }
    }
}
