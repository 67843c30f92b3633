package org.kadec21.firmware.instruction;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.Instructions;
import org.kadec21.mailbox.MalformedMailException;
import org.kadec21.mailbox.ReceivedMail;
import org.kadec21.mailbox.ReceivedMail.Attachment;
import org.kadec21.submission.SealedMail;
import org.kadec21.submission.SealedMail.Opened;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Whether a mail is an instruction that this unit has to follow. Pure: the same mail, number and
/// moment give the same finding. What is not signed is not looked into.
public final class Examination {

    private final String unit;
    private final SealedMail sealed;

    /// @param unit the id of this unit
    public Examination(String unit, Instructions rules) {
        this.unit = unit;
        this.sealed = new SealedMail(rules.signers(), rules.reader());
    }

    /// Examines a complete mail.
    ///
    /// @param lastSequence of the instructions taken so far; only greater ones are followed
    /// @param now what the unit's clock shows
    public Finding of(byte[] mail, int lastSequence, Instant now) {
        if (mail.length > Instruction.MOST_MAIL_BYTES) {
            return bad(tooLarge(mail.length));
        }
        return switch (sealed.open(mail, now)) {
            case Opened.Refused(String reason) -> bad(reason);
            case Opened.Sound sound -> signed(sound, lastSequence, now);
        };
    }

    /// The reason against a mail of that size.
    static String tooLarge(long bytes) {
        return "expected a mail of at most "
                + Instruction.MOST_MAIL_BYTES
                + " bytes, came one of "
                + bytes;
    }

    private Finding signed(Opened.Sound sound, int lastSequence, Instant now) {
        try {
            ReceivedMail content = ReceivedMail.parse(sound.entity());
            return switch (InstructionReader.read(content.text())) {
                case Instruction instruction ->
                        content.attachments().isEmpty()
                                ? judged(instruction, sound.encrypted(), lastSequence, now)
                                : bad(
                                        "expected one part of text within the signature, came"
                                                + " attachments");
                case ImagePart part -> judged(part, content.attachments(), now);
            };
        } catch (MalformedMailException unreadable) {
            return bad("expected one part of text within the signature, came something else");
        } catch (ConfigException wrong) {
            return bad(complaint(wrong, sound.encrypted()));
        }
    }

    /// Of what came encrypted nothing is quoted.
    private static String complaint(ConfigException wrong, boolean encrypted) {
        return encrypted
                ? "expected an instruction, but line "
                        + wrong.line()
                        + " is wrong; `kadec21 instruct` says how"
                : String.valueOf(wrong.getMessage());
    }

    private Finding judged(
            Instruction instruction, boolean encrypted, int lastSequence, Instant now) {
        OptionalInt number = OptionalInt.of(instruction.sequence());
        Optional<Finding> objection = objection(instruction, now);
        if (objection.isPresent()) {
            return objection.get();
        }
        if (instruction.sequence() <= lastSequence) {
            return new Finding.Bad(
                    number,
                    "expected a sequence number above "
                            + lastSequence
                            + ", came "
                            + instruction.sequence()
                            + ": it was taken already, or a later one was");
        }
        if (instruction.isSecret() && !encrypted) {
            return new Finding.Bad(
                    number,
                    "expected passwords and tokens only in a mail encrypted to this unit's"
                            + " certificate, came one that everybody could read; whoever wrote it"
                            + " should choose another password");
        }
        return new Finding.Good(instruction);
    }

    /// Whether its number can still be followed depends on what has arrived before.
    private Finding judged(ImagePart part, List<Attachment> attachments, Instant now) {
        Optional<Finding> objection = objection(part, now);
        if (objection.isPresent()) {
            return objection.get();
        }
        int wanted = part.parts().length(part.number());
        return attachments.size() == 1 && attachments.getFirst().content().length == wanted
                ? new Finding.Part(part, attachments.getFirst().content())
                : new Finding.Bad(
                        OptionalInt.of(part.sequence()),
                        "expected one attachment with the "
                                + wanted
                                + " bytes of part "
                                + part.number()
                                + ", came "
                                + attachments.stream()
                                        .map(it -> "one of " + it.content().length)
                                        .findFirst()
                                        .orElse("none"));
    }

    private Optional<Finding> objection(Directive directive, Instant now) {
        OptionalInt number = OptionalInt.of(directive.sequence());
        if (!directive.units().contains(unit)) {
            return Optional.of(
                    new Finding.Bad(
                            number,
                            "expected an instruction for "
                                    + unit
                                    + ", came one for "
                                    + String.join(", ", directive.units())));
        }
        return now.isBefore(directive.expires())
                ? Optional.empty()
                : Optional.of(
                        new Finding.Bad(
                                number,
                                "expected an instruction that has not expired, came one that ended "
                                        + directive.expires()
                                        + ", by the unit's clock ("
                                        + now
                                        + ")"));
    }

    private static Finding bad(String reason) {
        return new Finding.Bad(OptionalInt.empty(), reason);
    }
}
