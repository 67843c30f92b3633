package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.bench.instruct.ChangesFile;
import org.kadec21.bench.instruct.InstructionMail;
import org.kadec21.bench.instruct.InstructionMail.Closing;
import org.kadec21.firmware.ExitCode;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.instruction.Instruction;
import org.kadec21.hal.host.HostRandomness;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `kadec21 instruct`: a signed instruction for units, as a mail.
@Command(
        name = "instruct",
        header =
                "Writes a signed instruction for a unit, as a mail on stdout, or an image as"
                        + " several.",
        description = {
            "",
            "A unit whose file has the group 'instructions' fetches such mails from its mailbox,"
                    + " tries the changes out, and takes them back when it reaches no server with"
                    + " them (docs/instructions.md). Send the mail to that mailbox, as by"
                    + " 'kadec21 submit'.",
            "",
            "CHANGES.yaml:",
            "  schema: kadec21/changes/1",
            "  changes:",
            "    - {set: servers.1.host, to: mail.example.net}",
            "    - {set: servers.1.ca, to-file: ca.pem}",
            "    - {remove: servers.2}",
            "",
            "--image cuts a firmware image into parts, a mail in FOLDER for each, whose names it"
                    + " says. The unit collects them, in any order, over several calls, installs"
                    + " the image and tries it out.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  kadec21 instruct --unit n2-0001 --sequence 7 --expires 2030-01-01 --key op-key.pem"
                    + " --cert op.pem changes.yaml > mail.eml",
            "  kadec21 instruct --unit n2-0001 --sequence 8 --expires 2030-01-01 --key op-key.pem"
                    + " --cert op.pem --image unit.jar --out mails",
            "",
            "Exit codes: 0 written; 64 usage; 78 a file, an image or a change that cannot be used."
        })
final class InstructCommand implements Callable<Integer> {

    private final Clock clock = Clock.systemUTC();

    @Spec private CommandSpec spec;

    @Option(
            names = "--unit",
            required = true,
            split = ",",
            paramLabel = "ID",
            description = "Whom it is for; several with commas between.")
    private List<String> units = List.of();

    @Option(
            names = "--sequence",
            required = true,
            paramLabel = "N",
            description = "Greater than that of every instruction to these units before.")
    private int sequence;

    @Option(
            names = "--expires",
            required = true,
            paramLabel = "DATE",
            converter = DateOption.class,
            description = "From then on no unit follows it.")
    private Instant expires;

    @Mixin private SigningFiles signer = new SigningFiles();

    @Option(
            names = "--for",
            paramLabel = "FILE",
            description =
                    "Encrypt it to this certificate of the unit's; needed for passwords and tokens."
                            + " May be given for each unit.")
    private List<Path> readers = List.of();

    @Option(
            names = "--opaque",
            description = "Put the text within the signature, for gateways that alter mails.")
    private boolean opaque;

    @Option(
            names = "--date",
            paramLabel = "DATE",
            converter = DateOption.class,
            description = "The mail's date (default: now). The same one gives the same bytes.")
    private @Nullable Instant date;

    @Option(
            names = "--from",
            paramLabel = "ADDRESS",
            defaultValue = "operator@kadec21.invalid",
            description = "Header address (default: ${DEFAULT-VALUE}).")
    private String from = "";

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            defaultValue = "unit@kadec21.invalid",
            description = "Header address (default: ${DEFAULT-VALUE}).")
    private String to = "";

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    /// Either of them.
    private static final class What {

        @Parameters(
                arity = "0..1",
                paramLabel = "CHANGES.yaml",
                description = "What is to be changed.")
        private @Nullable Path changes;

        @ArgGroup(exclusive = false)
        private @Nullable ImageFolder image;
    }

    @Override
    public Integer call() throws IOException {
        Instant at = Optional.ofNullable(date).orElseGet(() -> clock.instant());
        requireSense(at);
        InstructionMail writer =
                new InstructionMail(
                        signer.forMails(),
                        new HostRandomness(),
                        at.truncatedTo(ChronoUnit.SECONDS),
                        from,
                        to);
        if (what.image != null) {
            what.image
                    .write(writer, closing(), units, sequence, expires)
                    .forEach(spec.commandLine().getOut()::println);
        } else if (what.changes != null) {
            spec.commandLine()
                    .getOut()
                    .print(new String(mail(writer, what.changes), StandardCharsets.US_ASCII));
        }
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private byte[] mail(InstructionMail writer, Path changes) {
        Instruction instruction =
                new Instruction(units, sequence, expires, ChangesFile.read(changes));
        InstructionMail.requireAllowed(instruction);
        if (instruction.isSecret() && readers.isEmpty()) {
            throw wrong(
                    "--for: expected the unit's certificate, since a password or token is among"
                            + " the changes, but came none");
        }
        byte[] mail = writer.of(instruction, closing());
        if (mail.length > Instruction.MOST_MAIL_BYTES) {
            throw new ConfigException(
                    changes.toString(),
                    "expected a mail of at most "
                            + Instruction.MOST_MAIL_BYTES
                            + " bytes, but it has "
                            + mail.length
                            + "; split the changes");
        }
        return mail;
    }

    private void requireSense(Instant at) {
        if (!at.isBefore(expires)) {
            throw wrong("--expires: expected a date after " + at + ", but came " + expires);
        }
        if (opaque && !readers.isEmpty()) {
            throw wrong("--opaque: expected it without --for, an encrypted mail hides its text");
        }
        for (String address : List.of(from, to)) {
            if (!address.matches("[^@\\s]+@[^@\\s]+")) {
                throw wrong(
                        "--from, --to: expected an address such as a@example.net, but came '"
                                + address
                                + "'");
            }
        }
    }

    private Closing closing() {
        if (opaque) {
            return new Closing.Opaque();
        }
        if (readers.isEmpty()) {
            return new Closing.Detached();
        }
        List<X509Certificate> certificates = new ArrayList<>();
        readers.forEach(reader -> certificates.add(SigningFiles.certificates(reader).getFirst()));
        return new Closing.Encrypted(certificates);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
