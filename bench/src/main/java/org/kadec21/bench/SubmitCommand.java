package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.bench.submit.Errand;
import org.kadec21.bench.submit.MailFile;
import org.kadec21.bench.submit.MailFile.MailFileException;
import org.kadec21.bench.submit.Measure;
import org.kadec21.bench.submit.Report;
import org.kadec21.firmware.ExitCode;
import org.kadec21.modem.LinkSocketFactory;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `kadec21 submit`: the unit's submission as an engineer's tool, over the host's network.
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
            "",
            "Exit codes: 0 accepted; 64 usage; 65 rejected, or no mail; 69 server out of reach; 70"
                    + " bug; 75 deferred; 76 in doubt; 78 password or CA file. The worst of several"
                    + " mails counts: 76, 65, 75, 69."
        },
        mixinStandardHelpOptions = true)
final class SubmitCommand implements Callable<Integer> {

    private static final Duration WRITE_LIMIT = Duration.ofMinutes(5);
    private static final List<Integer> WORST_FIRST =
            List.of(ExitCode.IN_DOUBT, ExitCode.BAD_DATA, ExitCode.DEFERRED, ExitCode.UNAVAILABLE);

    @Spec private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "MAIL.eml", description = "Mail files (RFC 5322).")
    private List<Path> files = List.of();

    @Mixin private SubmitServer server = new SubmitServer();

    @Option(
            names = "--from",
            paramLabel = "ADDR",
            description = "Envelope sender (default: the mail's Sender or From).")
    private @Nullable String from;

    @Option(
            names = "--to",
            arity = "1..*",
            split = ",",
            paramLabel = "ADDR",
            description = "Envelope recipients (default: the mail's To and Cc).")
    private List<String> to = List.of();

    @Option(names = "--json", description = "One JSON object per mail, one a line.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        SubmissionPolicy policy = server.policy(spec.commandLine());
        List<OutgoingMail> mails = new ArrayList<>();
        for (Path file : files) {
            try {
                mails.add(mail(file));
            } catch (MailFileException | IOException unusable) {
                spec.commandLine()
                        .getErr()
                        .println("kadec21: " + file + ": " + unusable.getMessage());
                return ExitCode.BAD_DATA;
            }
        }
        RealTime real = new RealTime();
        Measure measure = new Measure(real.network(), real.time());
        LinkSocketFactory sockets =
                new LinkSocketFactory(measure::connect, real.time(), WRITE_LIMIT);
        Submitter submitter = new Submitter(policy, real.time(), real.randomness());
        List<Integer> codes = new ArrayList<>();
        return real.tasks()
                .call(() -> {
                    try (Errand errand =
                            new Errand(
                                    submitter,
                                    sockets,
                                    measure,
                                    attempt -> codes.add(tell(new Report(attempt))))) {
                        mails.forEach(errand::submit);
                    }
                    return WORST_FIRST.stream()
                            .filter(codes::contains)
                            .findFirst()
                            .orElse(ExitCode.OK);
                });
    }

    private int tell(Report report) {
        spec.commandLine().getOut().println(json ? Json.line(report.json()) : report.words());
        spec.commandLine().getOut().flush();
        return report.exitCode();
    }

    private OutgoingMail mail(Path file) throws MailFileException, IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MailFile.MOST_BYTES) {
            throw new ParameterException(
                    spec.commandLine(),
                    "expected a mail file of at most "
                            + MailFile.MOST_BYTES
                            + " bytes, but "
                            + file
                            + " is none");
        }
        MailFile mail = MailFile.of(Files.readAllBytes(file));
        List<String> recipients = to.isEmpty() ? mail.recipients() : to;
        if (recipients.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    file + ": expected recipients in To or Cc, or by --to, but there are none");
        }
        String sender = from == null ? mail.sender().orElse("") : from;
        return new OutgoingMail(file.toString(), sender, recipients, mail.content(), 0);
    }
}
