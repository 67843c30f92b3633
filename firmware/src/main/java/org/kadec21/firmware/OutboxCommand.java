package org.kadec21.firmware;

import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.mail.MailRendering;
import org.kadec21.firmware.mail.MonitoringMail;
import org.kadec21.firmware.mail.RecipientGroup;
import org.kadec21.firmware.outbox.Content;
import org.kadec21.firmware.outbox.Entry;
import org.kadec21.firmware.outbox.OutboxListing;
import org.kadec21.firmware.outbox.Progress;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.firmware.record.RecordListing;
import org.kadec21.hal.Flash;
import org.kadec21.hal.host.HostRandomness;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// `outbox`: the mails on a unit's flash.
@Command(
        name = "outbox",
        description =
                "Lists, shows and exports the mails on a unit's flash, also beside a running unit.",
        footer = {
            "",
            "Examples:",
            "  kadec21 outbox list --flash flash --json",
            "  kadec21 outbox export --flash flash ID > mail.eml",
            "",
            "Exit codes: 0 done; 64 usage, or no such mail; 70 bug; 78 the directory cannot be"
                    + " read, or is no unit's flash."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class OutboxCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "expected a command: list, show or export");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Mails that wait, mails refused for good, mails lately sent.")
    int list(@Mixin FlashOption flash) {
        OutboxListing listing = OutboxListing.of(flash.open());
        if (flash.json()) {
            out().println(OutboxJson.of(listing));
        } else {
            listing.open().forEach(entry -> out().println("waiting " + line(entry)));
            listing.refused().forEach(entry -> out().println("refused " + line(entry)));
            listing.sent()
                    .forEach(mail ->
                            out().println(
                                            "sent    "
                                                    + mail.id()
                                                    + " at "
                                                    + mail.at()
                                                    + ", attempts "
                                                    + mail.attempts()));
            out().println(
                            listing.open().size()
                                    + " waiting, "
                                    + listing.refused().size()
                                    + " refused, records settled up to "
                                    + listing.settledUpTo());
        }
        out().flush();
        return ExitCode.OK;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "One waiting or refused mail: its recipients and how far each is.")
    int show(
            @Mixin FlashOption flash,
            @Parameters(paramLabel = "ID", description = "The mail's id.") String id) {
        Entry entry = find(OutboxListing.of(flash.open()), id);
        if (flash.json()) {
            out().println(OutboxJson.alone(entry));
        } else {
            out().println(line(entry));
            entry.recipients()
                    .forEach(recipient ->
                            out().println(
                                            "  "
                                                    + recipient.address()
                                                    + ": "
                                                    + words(recipient.progress())));
        }
        out().flush();
        return ExitCode.OK;
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description =
                    "A waiting or refused mail as the message (RFC 5322) that goes to the server.")
    int export(
            @Mixin FlashOption flash,
            @Mixin UnitFile unit,
            @Parameters(paramLabel = "ID", description = "The mail's id.") String id) {
        Flash opened = flash.open();
        Entry entry = find(OutboxListing.of(opened), id);
        byte[] message =
                switch (entry.content()) {
                    case Content.Rendered rendered -> rendered.message();
                    case Content.RecordCut cut -> rendered(entry, cut, unit.read(), opened);
                };
        out().print(new String(message, StandardCharsets.ISO_8859_1));
        out().flush();
        return ExitCode.OK;
    }

    /// A cut as its first group of recipients gets it.
    private static byte[] rendered(
            Entry entry, Content.RecordCut cut, UnitConfig unit, Flash flash) {
        List<MeasurementRecord> rows =
                RecordListing.of(flash).records().stream()
                        .filter(row -> row.number() >= cut.first() && row.number() <= cut.last())
                        .toList();
        RecipientGroup group = RecipientGroup.forMonitoring(unit.mail()).getFirst();
        return new MailRendering(unit, new HostRandomness())
                .monitoring(
                        new MonitoringMail(unit)
                                .draft(
                                        entry.envelope().messageId(),
                                        entry.envelope().date().toZonedDateTime(),
                                        group,
                                        cut,
                                        rows));
    }

    private Entry find(OutboxListing listing, String id) {
        return Stream.concat(listing.open().stream(), listing.refused().stream())
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new ParameterException(
                                spec.commandLine(),
                                "there is no waiting or refused mail "
                                        + id
                                        + " on this flash; 'outbox list' says which there are"));
    }

    private static String line(Entry entry) {
        String what =
                switch (entry.content()) {
                    case Content.Rendered rendered -> rendered.message().length + " bytes";
                    case Content.RecordCut cut -> "records " + cut.first() + " to " + cut.last();
                };
        return entry.id()
                + " "
                + entry.mailClass()
                + ", "
                + what
                + ", attempts "
                + entry.attempts()
                + ", to "
                + String.join(" ", entry.openRecipients())
                + (entry.inDoubt() ? ", in doubt" : "");
    }

    static String words(Progress progress) {
        return switch (progress) {
            case Progress.Open open -> open.inDoubt() ? "in doubt" : "waiting";
            case Progress.Accepted accepted -> "accepted: " + accepted.reply();
            case Progress.Rejected rejected -> "refused: " + rejected.reason();
        };
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
