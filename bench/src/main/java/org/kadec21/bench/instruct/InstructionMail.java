package org.kadec21.bench.instruct;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.instruction.Instruction;
import org.kadec21.firmware.instruction.InstructionReader;
import org.kadec21.hal.Randomness;
import org.kadec21.submission.MailDraft;
import org.kadec21.submission.MailDraft.Header;
import org.kadec21.submission.MailSeal;
import org.kadec21.submission.SigningIdentity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
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
        InstructionReader.read("instruction", text);
        MailDraft draft = draft(instruction, text);
        return switch (closing) {
            case Closing.Detached detached -> seal.signed(draft);
            case Closing.Opaque opaque -> seal.opaque(draft);
            case Closing.Encrypted(List<X509Certificate> readers) -> seal.encrypted(draft, readers);
        };
    }

    private MailDraft draft(Instruction instruction, String text) {
        return new MailDraft(
                "instruction."
                        + instruction.sequence()
                        + "."
                        + name(text)
                        + from.substring(from.indexOf('@')),
                at.atZone(ZoneOffset.UTC),
                from,
                List.of(to),
                "Instruction "
                        + instruction.sequence()
                        + " for "
                        + String.join(", ", instruction.units()),
                text,
                MailDraft.Encoding.UTF_8,
                List.of(new Header(Instruction.FIELD, String.join(" ", instruction.units()))),
                List.of());
    }

    /// Says nothing of what is in it.
    private static String name(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
