package org.kadec21.firmware;

import org.kadec21.firmware.config.Spelling;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is wrong with a command line, in one sentence and with the word that was probably meant.
final class UsageMistake {

    /// How picocli says that a pair of words lacks its middle.
    private static final Pattern NO_PAIR =
            Pattern.compile(
                    "Value for option option '(--\\S+)' \\((\\S+)\\) should be in KEY=VALUE format"
                            + " but was (.*)");

    private UsageMistake() {}

    static String inWords(ParameterException wrong, CommandLine command) {
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(unmatched.getUnmatched().getFirst(), command);
        }
        return Optional.ofNullable(wrong.getMessage())
                .flatMap(message -> message.lines().findFirst())
                .map(message -> message.replaceFirst("^Error: ", ""))
                .map(UsageMistake::readable)
                .orElse("the command line is wrong");
    }

    private static String unknown(String word, CommandLine command) {
        if (word.startsWith("-")) {
            List<String> options = new ArrayList<>();
            for (OptionSpec option : command.getCommandSpec().options()) {
                options.addAll(List.of(option.names()));
            }
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            return "unknown option '" + name + "'" + Spelling.hint(name, options);
        }
        List<String> commands = new ArrayList<>(command.getSubcommands().keySet());
        return commands.isEmpty()
                ? "expected no further argument, but came '" + word + "'"
                : "unknown command '" + word + "'" + Spelling.hint(word, commands);
    }

    /// Types and pairs as a person calls them.
    private static String readable(String message) {
        return NO_PAIR.matcher(message)
                .replaceFirst("$1: expected $2, but came '$3'")
                .replace("is not a long", "is not a whole number")
                .replace("is not an int", "is not a whole number");
    }
}
