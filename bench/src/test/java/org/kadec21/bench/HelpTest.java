package org.kadec21.bench;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.stream.Stream;

/// picocli formats every text of a page: one with a single percent sign is shown as it is, below a
/// warning on the process's stderr.
@ResourceLock(Resources.SYSTEM_ERR)
class HelpTest {

    private static final String WARNING = "picocli WARN";

    @ParameterizedTest
    @MethodSource("commands")
    void aPageOfHelpIsShownWithoutAWarning(String name, CommandLine command) {
        assertThat(warningsOf(command)).as(name).doesNotContain(WARNING);
    }

    @Test
    void aTextThatCannotBeFormattedIsNoticed() {
        assertThat(warningsOf(new CommandLine(new Careless()))).contains(WARNING);
    }

    /// Every command of `kadec21`, the unit's own among them, and of the unit's own `main`.
    private static Stream<Object[]> commands() {
        return Stream.of(Main.commandLine(), new CommandLine(org.kadec21.firmware.Main.class))
                .flatMap(HelpTest::withCommandsBelow)
                .map(line -> new Object[] {line.getCommandSpec().qualifiedName(), line});
    }

    private static Stream<CommandLine> withCommandsBelow(CommandLine line) {
        return Stream.concat(
                Stream.of(line),
                line.getSubcommands().values().stream().flatMap(HelpTest::withCommandsBelow));
    }

    private static String warningsOf(CommandLine command) {
        PrintStream usual = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, UTF_8));
        try {
            assertThat(command.getUsageMessage()).contains("Usage: ");
        } finally {
            System.setErr(usual);
        }
        return said.toString(UTF_8);
    }

    @Command(name = "careless", footer = "Exit codes: 0 at least 90% both ways.")
    private static final class Careless {}
}
