package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.bench.convert.Conversion;
import org.kadec21.bench.convert.ImpossibleConversionException;
import org.kadec21.bench.convert.NewServer;
import org.kadec21.firmware.ExitCode;
import org.kadec21.firmware.UnitFile;
import org.kadec21.firmware.config.BoardConversion;
import org.kadec21.hal.host.HostFiles;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;

/// `kadec21 convert`: one unit's file made into another's.
@Command(
        name = "convert",
        header = "Says what a unit's conversion takes, and writes the converted unit's file.",
        description = {
            "",
            "What can be made of what stands in config/boards.yaml: an N2 gets the dual-band module"
                + " with firmware to match, an N1 besides both boards. The new file keeps id,"
                + " channels, alarms and recipients; comments are not kept. Where the old server"
                + " cannot be kept (port 25), a new one is needed: the maker wants band, port 25"
                + " and mail server dealt with in one visit."
        },
        footer = {
            "",
            "Examples:",
            "  kadec21 convert config/units/n1-card.yaml --to n2-dual",
            "  kadec21 convert config/units/n2-old-band.yaml --to n2-dual --out converted.yaml",
            "  kadec21 convert config/units/n1-card.yaml --to n2-dual --server mail.provider.test"
                    + " --user n1-0001 --password-file password --out converted.yaml",
            "  kadec21 bench --unit config/units/n2-old-band.yaml --visit"
                    + " 2012-07-25=converted.yaml --shift-to 2012-07-15 --to 2012-07-28",
            "",
            "Exit codes: 0 done; 64 usage, or nobody makes that of this unit; 69 the file cannot"
                    + " be written; 78 configuration."
        },
        mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {

    private static final int MOST_BYTES = 1 << 20;
    private static final String NEEDS_SERVER =
            "a new one, given with --server, --user, --password-file and --out";

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "UNIT", description = "The unit's file.")
    private Path unit;

    @Option(
            names = "--to",
            paramLabel = "NAME",
            required = true,
            description = "What it becomes, by its name in the table of boards: n2-dual.")
    private String target;

    @Option(names = "--server", paramLabel = "HOST", description = "The new submission server.")
    private @Nullable String server;

    @Option(names = "--user", paramLabel = "NAME", description = "Account at that server.")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "File with its password, named relative to the new unit's file.")
    private @Nullable String passwordFile;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "The converted unit's file; it must not exist yet (default: none, only what the"
                            + " conversion takes is told).")
    private @Nullable Path out;

    @Option(names = "--json", description = "One JSON object instead of text.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        requireSense();
        try {
            Conversion conversion =
                    Conversion.of(UnitFile.boardsFor(unit), UnitFile.read(unit), target);
            if (out != null) {
                write(conversion, out);
            }
            PrintWriter stdout = spec.commandLine().getOut();
            stdout.println(json ? Json.line(fields(conversion)) : words(conversion));
            stdout.flush();
            return ExitCode.OK;
        } catch (ImpossibleConversionException impossible) {
            throw wrong(String.valueOf(impossible.getMessage()));
        }
    }

    private void requireSense() {
        if (out != null && Files.exists(out)) {
            throw wrong("--out: expected a file that does not exist yet, but " + out + " does");
        }
        if (out == null && newServer().isPresent()) {
            throw wrong(
                    "expected --out with --server, --user and --password-file: they go into the"
                            + " file that it names");
        }
    }

    private void write(Conversion conversion, Path file)
            throws IOException, ImpossibleConversionException {
        String old = new String(HostFiles.read(unit, MOST_BYTES), StandardCharsets.UTF_8);
        String yaml = conversion.rewrite(old, newServer());
        UnitFile.check(file, yaml);
        Files.writeString(file, yaml);
    }

    private Optional<NewServer> newServer() {
        if (server == null && user == null && passwordFile == null) {
            return Optional.empty();
        }
        if (server == null || user == null || passwordFile == null) {
            throw wrong("expected --server, --user and --password-file together");
        }
        return Optional.of(new NewServer(server, user, passwordFile));
    }

    private String words(Conversion conversion) {
        BoardConversion work = conversion.work();
        return String.join(
                System.lineSeparator(),
                "From      " + conversion.from(),
                "To        " + conversion.to(),
                "Exchange  " + String.join(", ", work.exchange()),
                "Where     " + work.where() + (work.charged() ? "; charged" : ""),
                "Source    " + work.source(),
                out == null
                        ? "Server    " + (conversion.keepsServers() ? "stays" : NEEDS_SERVER)
                        : "Written   " + out);
    }

    private SequencedMap<String, Object> fields(Conversion conversion) {
        BoardConversion work = conversion.work();
        SequencedMap<String, Object> fields = new LinkedHashMap<>();
        fields.put("format", 1);
        fields.put("from", conversion.from().name());
        fields.put("to", conversion.to().name());
        fields.put("exchange", work.exchange());
        fields.put("where", work.where());
        fields.put("charged", work.charged());
        fields.put("source", work.source());
        if (out == null) {
            fields.put("new_server", !conversion.keepsServers());
        } else {
            fields.put("written", out.toString());
        }
        return fields;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
