package org.kadec21.bench;

import org.kadec21.submission.AddressField;

import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.util.ArrayList;
import java.util.List;
import java.util.Stack;

/// Takes the addresses behind `--to`, one or several, as a header field would have them, and leaves
/// what has no `@` to be a mail file.
final class Addressees implements IParameterConsumer {

    @Override
    @SuppressWarnings("JdkObsolete") // picocli's signature
    public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
        List<String> before = option.getValue();
        List<String> addresses = new ArrayList<>(before == null ? List.of() : before);
        if (words.isEmpty() || !words.peek().contains("@")) {
            throw new ParameterException(
                    command.commandLine(),
                    "--to: expected a mail address, but came "
                            + (words.isEmpty() ? "nothing" : "'" + words.peek() + "'"));
        }
        while (!words.isEmpty() && words.peek().contains("@") && !words.peek().startsWith("-")) {
            switch (AddressField.of(words.pop())) {
                case AddressField.Understood(List<String> understood) ->
                        addresses.addAll(understood);
                case AddressField.Unclear(String problem) ->
                        throw new ParameterException(command.commandLine(), "--to: " + problem);
            }
        }
        option.setValue(addresses);
    }
}
