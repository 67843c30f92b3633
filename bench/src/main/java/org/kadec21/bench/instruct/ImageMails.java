package org.kadec21.bench.instruct;

import org.kadec21.bench.instruct.InstructionMail.Closing;
import org.kadec21.firmware.instruction.ImagePart;
import org.kadec21.firmware.transfer.Parts;
import org.kadec21.firmware.update.Sha256;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An image as mails, each with a part of it, sealed like any instruction. As they are not
/// encrypted, the same image, key and moment give the same bytes.
///
/// @param writer seals each of them
/// @param mostBytes of one mail, sealed as it goes
public record ImageMails(InstructionMail writer, Closing closing, int mostBytes) {

    /// Smaller mails are mostly envelope.
    public static final int LEAST_BYTES = 8 * 1024;

    /// By so much can one part's number be longer than another's, in all places where it stands.
    private static final int NUMBERS = 32;

    /// What the mails say beside the image itself.
    ///
    /// @param board kind of board that the image is for
    public record Address(List<String> units, int sequence, Instant expires, String board) {

        public Address {
            units = List.copyOf(units);
        }
    }

    /// The mails, in the order of their parts.
    ///
    /// @throws IllegalArgumentException when so many would be needed that no unit takes them
    public List<byte[]> of(Address address, byte[] image) {
        Parts parts = new Parts(image.length, partBytes(address, image));
        List<byte[]> mails = new ArrayList<>();
        for (int number = 1; number <= parts.count(); number++) {
            mails.add(mail(address, image, parts, number));
        }
        return mails;
    }

    /// The largest parts that fit: what an envelope costs depends on key and closing.
    private int partBytes(Address address, byte[] image) {
        int fits = Parts.least(image.length) - 1;
        int tooLarge = Math.min(image.length, mostBytes) + 1;
        while (tooLarge - fits > 1) {
            int middle = (fits + tooLarge) >>> 1;
            byte[] mail = mail(address, image, new Parts(image.length, middle), 1);
            if (mail.length + NUMBERS <= mostBytes) {
                fits = middle;
            } else {
                tooLarge = middle;
            }
        }
        if (fits < Parts.least(image.length)) {
            throw new IllegalArgumentException(
                    "expected mails that hold an image of "
                            + image.length
                            + " bytes in "
                            + Parts.MOST
                            + " parts, but "
                            + mostBytes
                            + " bytes each are not enough; allow larger ones");
        }
        return fits;
    }

    private byte[] mail(Address address, byte[] image, Parts parts, int number) {
        int from = parts.offset(number);
        return writer.of(
                new ImagePart(
                        address.units(),
                        address.sequence(),
                        address.expires(),
                        address.board(),
                        Sha256.hex(image),
                        parts,
                        number),
                Arrays.copyOfRange(image, from, from + parts.length(number)),
                closing);
    }
}
