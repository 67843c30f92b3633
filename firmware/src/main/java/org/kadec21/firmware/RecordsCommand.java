package org.kadec21.firmware;

import org.kadec21.firmware.mail.RecordCsv;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.firmware.record.RecordListing;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.PrintWriter;
import java.util.List;

/// `records`: the measurement records on a unit's flash.
@Command(
        name = "records",
        description =
                "Lists, shows and exports the records on a unit's flash, also beside a running"
                        + " unit.",
        footer = {
            "",
            "Examples:",
            "  kadec21 records list --flash flash",
            "  kadec21 records export --flash flash --from 100 --to 200 > rows.csv",
            "",
            "Exit codes: 0 done; 64 usage, or no such record; 70 bug; 78 the directory cannot be"
                    + " read, or is no unit's flash."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class RecordsCommand implements Runnable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "expected a command: list, show or export");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "How many records there are, and which are settled.")
    int list(@Mixin FlashOption flash) {
        RecordListing listing = RecordListing.of(flash.open());
        List<MeasurementRecord> rows = listing.records();
        if (flash.json()) {
            ObjectNode object = object();
            object.put("count", rows.size());
            if (!rows.isEmpty()) {
                object.put("first", rows.getFirst().number());
                object.put("last", rows.getLast().number());
                object.put("first_time", rows.getFirst().observedAt().toString());
                object.put("last_time", rows.getLast().observedAt().toString());
            }
            object.put("settled_up_to", listing.acknowledgedUpTo());
            object.put("lost", listing.lost());
            out().println(object);
        } else if (rows.isEmpty()) {
            out().println("no records");
        } else {
            out().println(
                            rows.size()
                                    + " records: "
                                    + named(rows.getFirst())
                                    + " to "
                                    + named(rows.getLast()));
            out().println(
                            "settled up to "
                                    + listing.acknowledgedUpTo()
                                    + ", lost "
                                    + listing.lost());
        }
        out().flush();
        return ExitCode.OK;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "One record.")
    int show(
            @Mixin FlashOption flash,
            @Parameters(paramLabel = "NUMBER", description = "The record's number.") long number) {
        RecordListing listing = RecordListing.of(flash.open());
        MeasurementRecord row =
                listing.records().stream()
                        .filter(candidate -> candidate.number() == number)
                        .findFirst()
                        .orElseThrow(() ->
                                new ParameterException(
                                        spec.commandLine(),
                                        "there is no record "
                                                + number
                                                + " on this flash; 'records list' says which there"
                                                + " are"));
        if (flash.json()) {
            ObjectNode object = object();
            object.setAll(json(row));
            object.put("settled", number <= listing.acknowledgedUpTo());
            out().println(object);
        } else {
            out().println(
                            "record "
                                    + named(row)
                                    + (number <= listing.acknowledgedUpTo()
                                            ? ", settled"
                                            : ", not settled"));
            row.sample()
                    .channels()
                    .names()
                    .forEach(channel ->
                            out().println("  " + channel + " " + row.text(channel).orElse("-")));
        }
        out().flush();
        return ExitCode.OK;
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description =
                    "Records as CSV, in the form of the monitoring mails; with --json as one"
                            + " object.")
    int export(
            @Mixin FlashOption flash,
            @Option(
                            names = "--from",
                            paramLabel = "NUMBER",
                            defaultValue = "1",
                            description = "First record, by number (default: ${DEFAULT-VALUE}).")
                    long from,
            @Option(
                            names = "--to",
                            paramLabel = "NUMBER",
                            defaultValue = "" + Long.MAX_VALUE,
                            description = "Last record, by number (default: the newest).")
                    long to) {
        if (from < 1 || to < from) {
            throw new ParameterException(
                    spec.commandLine(),
                    "expected --from of at least 1 and --to not below it, but came "
                            + from
                            + " and "
                            + to);
        }
        List<MeasurementRecord> rows =
                RecordListing.of(flash.open()).records().stream()
                        .filter(row -> row.number() >= from && row.number() <= to)
                        .toList();
        if (flash.json()) {
            ObjectNode object = object();
            ArrayNode array = object.putArray("records");
            rows.forEach(row -> array.add(json(row)));
            out().println(object);
        } else if (!rows.isEmpty()) {
            out().print(new RecordCsv(rows.getLast().sample().channels().names()).table(rows));
        }
        out().flush();
        return ExitCode.OK;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static ObjectNode object() {
        return JSON.createObjectNode().put("format", 1);
    }

    private static ObjectNode json(MeasurementRecord row) {
        ObjectNode object = JSON.createObjectNode();
        object.put("record", row.number());
        object.put("time", row.observedAt().toString());
        ObjectNode values = object.putObject("values");
        row.sample()
                .channels()
                .names()
                .forEach(channel ->
                        row.value(channel)
                                .ifPresentOrElse(
                                        value -> values.put(channel, value),
                                        () -> values.putNull(channel)));
        object.put("clock_step_seconds", row.sample().clockStep().toSeconds());
        return object;
    }

    private static String named(MeasurementRecord row) {
        return row.number() + " (" + row.observedAt() + ")";
    }
}
