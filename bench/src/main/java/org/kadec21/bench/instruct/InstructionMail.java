package org.kadec21.bench.instruct;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.instruction.Directive;
import org.kadec21.firmware.instruction.ImagePart;
import org.kadec21.firmware.instruction.Instruction;
import org.kadec21.firmware.instruction.InstructionReader;
import org.kadec21.firmware.update.Sha256;
import org.kadec21.hal.Randomness;
import org.kadec21.submission.MailDraft;
import org.kadec21.submission.MailDraft.Attachment;
import org.kadec21.submission.MailDraft.Header;
import org.kadec21.submission.MailSeal;
import org.kadec21.submission.SigningIdentity;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// A sealed mail that brings an instruction. Without encryption the same instruction, key and
/// moment give the same bytes; encryption draws a key.
public final class InstructionMail {

    private static final int NAME_BYTES = 8;

    private final MailSeal seal;
    private final Instant at;
    private final String from;
    private final String to;

    /// How it is closed.
    public sealed interface Closing {

        /// Readable by everybody, the signature beside it.
        record Detached() implements Closing {}

        /// The same within the signature, which gateways leave alone.
        record Opaque() implements Closing {}

        /// Readable by these units alone.
        record Encrypted(List<X509Certificate> readers) implements Closing {
            public Encrypted {
                readers = List.copyOf(readers);
            }
        }
    }

    /// @param at its date, also within the signature
    /// @param from header address
    /// @param to header address
    public InstructionMail(
            SigningIdentity signer, Randomness randomness, Instant at, String from, String to) {
        this.seal = new MailSeal(signer, randomness);
        this.at = at;
        this.from = from;
        this.to = to;
    }

    /// The complete mail.
    ///
    /// @throws ConfigException when no unit would take the instruction
    public byte[] of(Instruction instruction, Closing closing) {
        String text = InstructionText.of(instruction);
        return sealed(draft(instruction, "", text, List.of(), List.of()), closing);
    }

    /// Refuses what no unit would take.
    ///
    /// @throws ConfigException when there is such a change in it
    public static void requireAllowed(Instruction instruction) {
        InstructionReader.read(InstructionText.of(instruction));
    }

    /// The complete mail that brings a part of an image.
    ///
    /// @param content the bytes of that part
    /// @throws ConfigException when no unit would take it
    public byte[] of(ImagePart part, byte[] content, Closing closing) {
        String place = part.number() + "/" + part.parts().count();
        MailDraft draft =
                draft(
                        part,
                        ", part " + place + " of an image",
                        InstructionText.of(part),
                        List.of(new Header(ImagePart.FIELD, place)),
                        List.of(
                                new Attachment(
                                        "part-" + part.number(),
                                        "application/octet-stream",
                                        content)));
        return sealed(draft, closing);
    }

    private byte[] sealed(MailDraft draft, Closing closing) {
        InstructionReader.read(draft.body());
        return switch (closing) {
            case Closing.Detached detached -> seal.signed(draft);
            case Closing.Opaque opaque -> seal.opaque(draft);
            case Closing.Encrypted(List<X509Certificate> readers) -> seal.encrypted(draft, readers);
        };
    }

    private MailDraft draft(
            Directive directive,
            String what,
            String text,
            List<Header> further,
            List<Attachment> attachments) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header(Instruction.FIELD, String.join(" ", directive.units())));
        headers.addAll(further);
        return new MailDraft(
                "instruction."
                        + directive.sequence()
                        + "."
                        + name(text)
                        + from.substring(from.indexOf('@')),
                at.atZone(ZoneOffset.UTC),
                from,
                List.of(to),
                "Instruction "
                        + directive.sequence()
                        + " for "
                        + String.join(", ", directive.units())
                        + what,
                text,
                MailDraft.Encoding.UTF_8,
                headers,
                attachments);
    }

    /// Says nothing of what is in it.
    private static String name(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8), NAME_BYTES);
    }
}
