package org.kadec21.firmware.instruction;

import org.kadec21.firmware.transfer.Parts;
import org.kadec21.firmware.update.Sha256;
import org.kadec21.hal.Randomness;
import org.kadec21.simulation.time.World;
import org.kadec21.submission.MailDraft;
import org.kadec21.submission.MailDraft.Attachment;
import org.kadec21.submission.MailDraft.Header;
import org.kadec21.submission.MailSeal;
import org.kadec21.submission.SigningIdentity;
import org.kadec21.submission.TrustAnchors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Somebody who writes instructions, with one of the keys of config/units/secure.
record Operator(String name, SigningIdentity identity) {

    static final Path KEYS =
            Path.of(System.getProperty("kadec21.home")).resolve("config/units/secure");

    private static final String UNIT = "n2-test";
    private static final Randomness CHANCE = chance();

    /// @param name `control` or `watch`
    static Operator named(String name) {
        try {
            return new Operator(
                    name,
                    SigningIdentity.fromPem(
                            Files.readAllBytes(KEYS.resolve(name + "-key.pem")),
                            List.of(certificate(name))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static X509Certificate certificate(String name) {
        try {
            return TrustAnchors.in(Files.readAllBytes(KEYS.resolve(name + ".pem")))
                    .orElseThrow()
                    .getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An instruction's text that gives the unit another first server.
    static String moving(int sequence, String host) {
        return text(sequence, "  - {set: servers.1.host, to: " + host + "}\n");
    }

    static String text(int sequence, String changes) {
        return "schema: kadec21/instruction/1\n"
                + "units: ["
                + UNIT
                + "]\n"
                + "sequence: "
                + sequence
                + "\nexpires: 2013-02-01T00:00:00Z\nchanges:\n"
                + changes;
    }

    byte[] signed(String text) {
        return seal().signed(draft(text));
    }

    /// Part `number` of an image for the unit, which ends with the year.
    byte[] part(int sequence, byte[] image, int partBytes, int number) {
        return part(sequence, image, partBytes, number, UNIT, "2014-01-01T00:00:00Z");
    }

    byte[] part(
            int sequence, byte[] image, int partBytes, int number, String unit, String expires) {
        Parts parts = new Parts(image.length, partBytes);
        String text =
                "schema: kadec21/instruction/1\nunits: ["
                        + unit
                        + "]\nsequence: "
                        + sequence
                        + "\nexpires: "
                        + expires
                        + "\nimage: {board: communication, bytes: "
                        + image.length
                        + ", sha256: \""
                        + Sha256.hex(image)
                        + "\", part-bytes: "
                        + partBytes
                        + ", part: "
                        + number
                        + "}\n";
        int from = parts.offset(number);
        byte[] content = Arrays.copyOfRange(image, from, from + parts.length(number));
        return seal().signed(draft(text, List.of(content)));
    }

    /// A part whose attachment is not what its text says.
    byte[] wrongPart(String text, byte[] content) {
        return seal().signed(draft(text, List.of(content)));
    }

    byte[] encrypted(String text, X509Certificate reader) {
        return seal().encrypted(draft(text), List.of(reader));
    }

    private MailSeal seal() {
        return new MailSeal(identity, CHANCE);
    }

    private static MailDraft draft(String text) {
        return draft(text, List.of());
    }

    private static MailDraft draft(String text, List<byte[]> contents) {
        List<Header> headers = new ArrayList<>(List.of(new Header(Instruction.FIELD, UNIT)));
        contents.forEach(it -> headers.add(new Header(ImagePart.FIELD, "1/2")));
        return new MailDraft(
                "instruction@operator.test",
                ZonedDateTime.parse("2013-01-01T00:00:00Z"),
                "operator@operator.test",
                List.of("n2-test@provider.test"),
                "instruction",
                text,
                MailDraft.Encoding.UTF_8,
                headers,
                contents.stream()
                        .map(it -> new Attachment("part", "application/octet-stream", it))
                        .toList());
    }

    private static Randomness chance() {
        try (World anyWorld = new World(1, Instant.parse("2013-01-01T00:00:00Z"), line -> {})) {
            return anyWorld.randomness("operator");
        }
    }
}
