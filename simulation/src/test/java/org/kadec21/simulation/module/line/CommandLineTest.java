package org.kadec21.simulation.module.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.simulation.module.line.AtCommand.Form;

class CommandLineTest {

    @Test
    void anEmptyLineHasNoCommand() {
        assertThat(CommandLine.parse("  ")).isEmpty();
    }

    @Test
    void basicCommandsFollowEachOtherWithoutSeparator() {
        assertThat(CommandLine.parse("q0 V1e0 &C1"))
                .containsExactly(
                        new AtCommand("Q", Form.EXECUTE, "0"),
                        new AtCommand("V", Form.EXECUTE, "1"),
                        new AtCommand("E", Form.EXECUTE, "0"),
                        new AtCommand("&C", Form.EXECUTE, "1"));
    }

    @Test
    void anExtendedCommandHasFourForms() {
        assertThat(CommandLine.parse("+creg;+creg?;+creg=?;+creg=1"))
                .containsExactly(
                        new AtCommand("+CREG", Form.EXECUTE, ""),
                        new AtCommand("+CREG", Form.READ, ""),
                        new AtCommand("+CREG", Form.TEST, ""),
                        new AtCommand("+CREG", Form.SET, "1"));
    }

    @Test
    void quotesKeepCaseSpacesAndSeparators() {
        assertThat(CommandLine.parse("+x=\"au.NET; a b\", 2"))
                .containsExactly(new AtCommand("+X", Form.SET, "\"au.NET; a b\",2"));
    }

    @Test
    void registersAreSetAndRead() {
        assertThat(CommandLine.parse("S3=13S4?"))
                .containsExactly(
                        new AtCommand("S", Form.SET, "3,13"), new AtCommand("S", Form.READ, "4"));
    }

    @Test
    void aDialStringTakesTheRestOfTheLine() {
        assertThat(CommandLine.parse("D*99***1#"))
                .containsExactly(new AtCommand("D", Form.EXECUTE, "*99***1#"));
    }

    @Test
    void argumentsLeftOutAreMissing() {
        Arguments arguments = Arguments.parse("1,,\"a,b\"");

        assertThat(arguments.count()).isEqualTo(3);
        assertThat(arguments.text(1)).isEmpty();
        assertThat(arguments.text(2)).contains("a,b");
        assertThat(arguments.numberOr(1, 7)).isEqualTo(7);
        assertThat(arguments.numberOr(2, 7)).isEqualTo(-1);
    }
}
