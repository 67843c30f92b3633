package org.kadec21.bench.roundtrips;

import org.kadec21.hal.host.HostNetwork;
import org.kadec21.hal.host.HostRandomness;
import org.kadec21.hal.host.HostTasks;
import org.kadec21.hal.host.HostTime;
import org.kadec21.modem.LinkSocketFactory;
import org.kadec21.submission.Limits;
import org.kadec21.submission.MailResult;
import org.kadec21.submission.Outcome;
import org.kadec21.submission.OutgoingMail;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionPolicy.Auth;
import org.kadec21.submission.SubmissionPolicy.Tls;
import org.kadec21.submission.SubmissionSession;
import org.kadec21.submission.Submitter;
import org.kadec21.submission.TrustAnchors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The unit's own submission, over the host's network.
public final class Ours implements Contender {

    /// Of the connection, and of a write.
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "ours";
    }

    @Override
    public boolean isInstalled() {
        return true;
    }

    @Override
    public void submit(Task task) throws IOException, InterruptedException {
        HostTime time = new HostTime();
        HostTasks tasks = new HostTasks(time);
        LinkSocketFactory sockets =
                new LinkSocketFactory(new HostNetwork(tasks)::connect, time, LIMIT);
        Submitter submitter = new Submitter(policy(task), time, new HostRandomness());
        try {
            tasks.call(() -> {
                try (SubmissionSession session = submitter.open(sockets, time.after(LIMIT))) {
                    for (Path mail : task.mails()) {
                        demandAccepted(session.send(mail(task, mail), ids -> {}));
                    }
                }
                return true;
            });
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("ours: " + e, e);
        }
    }

    private static OutgoingMail mail(Task task, Path file) throws IOException {
        return new OutgoingMail(
                file.toString(),
                task.account().from(),
                List.of(task.account().to()),
                Files.readAllBytes(file),
                0);
    }

    private static void demandAccepted(MailResult result) throws IOException {
        for (MailResult.RecipientResult recipient : result.recipients()) {
            if (!(recipient.outcome() instanceof Outcome.Accepted)) {
                throw new IOException(
                        "ours: expected an accepted mail, but " + recipient.outcome());
            }
        }
    }

    private static SubmissionPolicy policy(Task task) throws IOException {
        Tls.Mode mode =
                switch (task.security()) {
                    case STARTTLS -> Tls.Mode.REQUIRED;
                    case IMPLICIT -> Tls.Mode.IMPLICIT;
                    case PLAIN -> Tls.Mode.OFF;
                };
        Task.Account account = task.account();
        return new SubmissionPolicy(
                task.host(),
                task.port(),
                "[127.0.0.1]",
                new Auth.Password(
                        account.user(), account.password(), List.of("PLAIN"), mode == Tls.Mode.OFF),
                new Tls(
                        mode,
                        TrustAnchors.in(Files.readAllBytes(account.ca()))
                                .orElseThrow(() ->
                                        new IOException(account.ca() + ": expected certificates"))),
                Limits.standard());
    }
}
