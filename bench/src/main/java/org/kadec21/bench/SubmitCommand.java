package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.bench.submit.Consignment;
import org.kadec21.bench.submit.Delivery;
import org.kadec21.bench.submit.MailFile;
import org.kadec21.bench.submit.Report;
import org.kadec21.firmware.ExitCode;
import org.kadec21.modem.Uplink;
import org.kadec21.submission.AddressField;
import org.kadec21.submission.MailAddress;
import org.kadec21.submission.OutgoingMail;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.Submitter;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `kadec21 submit`: the unit's submission as an engineer's tool, over the host's network or a
/// module.
@Command(
        name = "submit",
        header = "Submits mail files with the unit's own submission code, one attempt each.",
        description = {
            "",
            "Says for each mail what the unit's outbox would record: accepted, deferred, rejected"
                    + " or in_doubt. All mails go over one connection as long as it lives."
                    + " docs/submission.md explains mechanisms, TLS and outcomes."
        },
        footer = {
            "",
            "Examples:",
            "  kadec21 submit alarm.eml --server localhost:1587 --ca ca.pem \\",
            "        --user lab --password-file secret.txt",
            "  kadec21 submit *.eml --server smtp.example.net:465 --tls implicit --pin AB:CD:..."
                    + " \\",
            "        --user u --password-file p --auth SCRAM-SHA-256,PLAIN --json",
            "  kadec21 submit alarm.eml --server localhost:1587 --tls off --timeout 30s \\",
            "        --to a@example.net b@example.net",
            "  kadec21 submit alarm.eml --server mail.example.net:587 --serial /dev/ttyUSB2 \\",
            "        --dialect quectel --apn internet --user u --password-file p",
            "",
            "SPAN is a whole number and ms, s, min, h or d.",
            "",
            "Exit codes: 0 accepted; 64 usage; 65 rejected, or no mail; 69 module out of reach; 70"
                    + " bug; 75 deferred, also by a server out of reach; 76 in doubt; 78 password,"
                    + " CA file, SIM or dialect. The worst of several mails counts: 76, 65, 75."
        },
        mixinStandardHelpOptions = true)
final class SubmitCommand implements Callable<Integer> {

    private static final List<Integer> WORST_FIRST =
            List.of(
                    ExitCode.IN_DOUBT,
                    ExitCode.BAD_DATA,
                    ExitCode.DEFERRED,
                    ExitCode.CONFIGURATION,
                    ExitCode.UNAVAILABLE);

    /// RFC 5321 4.5.3.1.8.
    private static final int MOST_RECIPIENTS = 100;

    @Spec private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "MAIL.eml", description = "Mail files (RFC 5322).")
    private List<Path> files = List.of();

    @Mixin private SubmitServer server = new SubmitServer();

    @Mixin private SubmitModule module = new SubmitModule();

    @Option(
            names = "--from",
            paramLabel = "ADDR",
            description = "Envelope sender (default: the mail's Sender or From).")
    private @Nullable String from;

    @Option(
            names = "--to",
            arity = "1..*",
            parameterConsumer = Addressees.class,
            paramLabel = "ADDR",
            description = "Envelope recipients (default: the mail's To, Cc and Bcc).")
    private List<String> to = List.of();

    @Option(names = "--json", description = "One JSON object per mail, one a line.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        SubmissionPolicy policy = server.policy(spec.commandLine());
        checkSender();
        List<Consignment> consignments = new ArrayList<>();
        for (Path file : files) {
            consignments.add(consignment(file));
        }
        RealTime real = new RealTime();
        Optional<Uplink> uplink = module.uplink(spec.commandLine(), real);
        Delivery delivery =
                new Delivery(
                        new Submitter(policy, real.time(), real.randomness()),
                        real.time(),
                        real.network());
        List<Integer> codes = new ArrayList<>();
        return real.tasks()
                .call(() -> {
                    Optional<Integer> unready =
                            delivery.deliver(
                                    consignments,
                                    uplink,
                                    attempt -> codes.add(tell(new Report(attempt))),
                                    this::complain);
                    return unready.orElseGet(() -> worst(codes));
                });
    }

    private static int worst(List<Integer> codes) {
        return WORST_FIRST.stream().filter(codes::contains).findFirst().orElse(ExitCode.OK);
    }

    private int tell(Report report) {
        spec.commandLine().getOut().println(json ? Json.line(report.json()) : report.words());
        spec.commandLine().getOut().flush();
        return report.exitCode();
    }

    private void complain(String aside) {
        spec.commandLine().getErr().println("kadec21: " + aside);
        spec.commandLine().getErr().flush();
    }

    private Consignment consignment(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(
                    spec.commandLine(), "expected a mail file, but " + file + " is none");
        }
        MailFile mail;
        try (InputStream in = Files.newInputStream(file)) {
            mail = MailFile.of(in.readNBytes(MailFile.MOST_BYTES + 1));
        }
        if (mail.objection().isPresent()) {
            List<String> known = to.isEmpty() ? understood(mail.recipients()) : to;
            return new Consignment(outgoing(file, "", known, mail), mail.objection());
        }
        List<String> recipients =
                to.isEmpty() ? required(file, mail.recipients(), "recipients by --to") : to;
        if (recipients.isEmpty() || recipients.size() > MOST_RECIPIENTS) {
            throw new ParameterException(
                    spec.commandLine(),
                    file
                            + ": expected 1 to 100 recipients in To, Cc and Bcc, or by --to, but"
                            + " there are "
                            + recipients.size());
        }
        String sender =
                from == null
                        ? required(file, mail.sender(), "the sender by --from").stream()
                                .findFirst()
                                .orElse("")
                        : from;
        return new Consignment(outgoing(file, sender, recipients, mail), Optional.empty());
    }

    private static OutgoingMail outgoing(
            Path file, String sender, List<String> recipients, MailFile mail) {
        return new OutgoingMail(file.toString(), sender, recipients, mail.content(), 0);
    }

    private static List<String> understood(AddressField field) {
        return switch (field) {
            case AddressField.Understood(List<String> addresses) -> addresses;
            case AddressField.Unclear unclear -> List.of();
        };
    }

    private List<String> required(Path file, AddressField field, String otherwise) {
        return switch (field) {
            case AddressField.Understood(List<String> addresses) -> addresses;
            case AddressField.Unclear(String problem) ->
                    throw new ParameterException(
                            spec.commandLine(), file + ": " + problem + "; or name " + otherwise);
        };
    }

    private void checkSender() {
        if (from != null && !from.isEmpty()) {
            MailAddress.objection(from)
                    .ifPresent(problem -> {
                        throw new ParameterException(spec.commandLine(), "--from: " + problem);
                    });
        }
    }
}
