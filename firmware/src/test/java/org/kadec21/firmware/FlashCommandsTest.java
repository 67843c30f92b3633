package org.kadec21.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/// What `outbox` and `records` show of the flash whose files are golden.
class FlashCommandsTest {

    private static final Path GOLDEN =
            Path.of(System.getProperty("kadec21.home"))
                    .resolve("firmware/src/test/resources/flash-layout-1.0");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    records list   | format,count,first,last,first_time,last_time,settled_up_to,lost
                    records show 3 | format,record,time,values,clock_step_seconds,settled
                    records export | format,records
                    outbox list    | format,waiting,refused,sent,settled_up_to
                    """)
    void jsonHasTheseNamesInThisOrder(String command, String names) {
        JsonNode object = json(command);

        assertThat(object.propertyNames()).containsExactly(names.split(","));
        assertThat(object.get("format").asInt()).isEqualTo(1);
    }

    @Test
    void aMailShownAloneSaysWhatTheListSays() {
        JsonNode listed = json("outbox list").get("refused").get(0);

        JsonNode alone = json("outbox show " + listed.get("id").asString());

        assertThat(alone.propertyNames())
                .containsExactly(
                        "format",
                        "id",
                        "class",
                        "date",
                        "attempts",
                        "in_doubt",
                        "bytes",
                        "recipients");
        assertThat(alone.get("recipients")).isEqualTo(listed.get("recipients"));
    }

    @Test
    void recordsGoOutAsTheMailsCarryThem() {
        assertThat(run("records export --from 3 --to 3"))
                .startsWith("record,time_utc,")
                .contains("\r\n3,");
    }

    private static JsonNode json(String command) {
        return JsonMapper.shared().readTree(run(command + " --json"));
    }

    private static String run(String command) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                CommandErrors.install(
                                new CommandLine(new Root())
                                        .setOut(new PrintWriter(out))
                                        .setErr(new PrintWriter(err, true)))
                        .execute((command + " --flash " + GOLDEN).split(" "));
        assertThat(code).as(err.toString()).isEqualTo(ExitCode.OK);
        return out.toString();
    }

    @CommandLine.Command(subcommands = {OutboxCommand.class, RecordsCommand.class})
    private static final class Root {}
}
