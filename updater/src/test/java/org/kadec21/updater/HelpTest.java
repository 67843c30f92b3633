package org.kadec21.updater;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;

/// picocli shows a text that it cannot format as it is, below a warning on the process's stderr.
@ResourceLock(Resources.SYSTEM_ERR)
class HelpTest {

    @ParameterizedTest
    @ValueSource(strings = {"--help", "install --help", "show --help", "prepare --help"})
    void aPageOfHelpIsShownWithoutAWarning(String arguments) {
        StringWriter page = new StringWriter();
        PrintStream usual = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, UTF_8));
        try {
            Main.commandLine().setOut(new PrintWriter(page)).execute(arguments.split(" "));
        } finally {
            System.setErr(usual);
        }

        assertThat(page.toString()).contains("Usage: kadec21-updater");
        assertThat(said.toString(UTF_8)).doesNotContain("picocli WARN");
    }
}
