package org.kadec21.simulation.module.line;

import org.kadec21.simulation.module.line.Reply.PayloadEnd;
import org.kadec21.simulation.module.line.Utterance.Kind;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// The line discipline of the AT port (ITU-T V.250): echo, command lines and their results one at a
/// time, prompts with their payload, unsolicited results in between. Knows no command.
public final class CommandInterpreter {

    /// Bytes typed ahead while a command is still busy; more are lost, as in a UART without flow
    /// control.
    public static final int MAX_TYPED_AHEAD = 4096;

    /// Unsolicited results waiting for the port to be free; more are lost.
    public static final int MAX_HELD_URCS = 64;

    /// Bytes a Ctrl-Z terminated payload may have.
    public static final int MAX_FREE_PAYLOAD = 1460;

    private static final int CTRL_Z = 0x1A;
    private static final int ESC = 0x1B;

    private final Function<AtCommand, Reply> commands;
    private final Consumer<Utterance> wire;
    private final DataMode data;
    private final Autobaud autobaud = new Autobaud();
    private final LineEditor editor = new LineEditor();
    private final Deque<AtCommand> remaining = new ArrayDeque<>();
    private final Deque<Utterance> heldUrcs = new ArrayDeque<>();
    private final ByteFifo typedAhead = new ByteFifo(MAX_TYPED_AHEAD);
    private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
    private List<AtCommand> lastLine = List.of();
    private LineSettings settings;
    private Mode mode = new Mode.Command();

    /// What the next byte means.
    private sealed interface Mode {

        record Command() implements Mode {}

        record Busy() implements Mode {}

        record Payload(Reply.Prompt prompt) implements Mode {}

        record Data() implements Mode {}
    }

    /// Who takes the bytes that are no commands.
    public interface DataMode {

        /// A byte in data mode.
        void take(byte b);

        /// A byte while a command is still busy.
        void typedAhead();
    }

    /// A port in command mode with an empty line.
    ///
    /// @param commands executes one command
    /// @param wire takes what goes to the host
    public CommandInterpreter(
            LineSettings settings,
            Function<AtCommand, Reply> commands,
            Consumer<Utterance> wire,
            DataMode data) {
        this.settings = settings;
        this.commands = commands;
        this.wire = wire;
        this.data = data;
        autobaud.start(settings.serial().bitsPerSecond());
    }

    public LineSettings settings() {
        return settings;
    }

    public void change(LineSettings newSettings) {
        settings = newSettings;
    }

    /// Drops the commands that follow on this line; V.250 6.1.1: nothing after Z is executed.
    public void dropRestOfLine() {
        remaining.clear();
    }

    /// Says a line in the middle of a command that will then fail.
    public void inform(String text) {
        say(Kind.INFORMATION, settings.information(text));
    }

    /// Forgets everything but the settings given, as at power on.
    public void restart(LineSettings initial) {
        settings = initial;
        autobaud.start(initial.serial().bitsPerSecond());
        editor.clear();
        remaining.clear();
        heldUrcs.clear();
        typedAhead.clear();
        lastLine = List.of();
        payload.reset();
        mode = new Mode.Command();
    }

    public void receive(byte[] bytes) {
        for (byte b : bytes) {
            accept(b);
        }
    }

    /// Emits an unsolicited result, or holds it until the command under way has ended.
    public void urc(String text) {
        unsolicited(settings.result(text));
    }

    /// Emits an unsolicited result with binary data right behind it.
    public void push(String header, String data) {
        unsolicited(settings.result(header) + data);
    }

    private void unsolicited(String onTheWire) {
        if (autobaud.isSearching()) {
            return;
        }
        if (mode instanceof Mode.Command) {
            say(Kind.UNSOLICITED, onTheWire);
        } else if (heldUrcs.size() < MAX_HELD_URCS) {
            heldUrcs.add(new Utterance(Kind.UNSOLICITED, onTheWire));
        }
    }

    private void say(Kind kind, String onTheWire) {
        if (!onTheWire.isEmpty()) {
            wire.accept(new Utterance(kind, onTheWire));
        }
    }

    /// The port is in data mode from now on, though nobody has dialled.
    public void foundInData() {
        remaining.clear();
        mode = new Mode.Data();
    }

    /// The port waits for `bytes` of a payload, though nobody was asked for them; they go nowhere.
    public void foundAtPrompt(int bytes) {
        remaining.clear();
        payload.reset();
        mode =
                new Mode.Payload(
                        new Reply.Prompt(new PayloadEnd.Length(bytes), taken -> Reply.ok()));
    }

    /// Says something in data mode.
    public void sayInData(String text) {
        if (mode instanceof Mode.Data) {
            say(Kind.DATA, text);
        }
    }

    /// Ends a command that was [Reply.Pending].
    public void finish(Reply reply) {
        if (!(mode instanceof Mode.Busy)) {
            return;
        }
        conclude(reply);
        while (mode instanceof Mode.Command && typedAhead.size() > 0) {
            accept(typedAhead.take(1)[0]);
        }
    }

    /// Back to command mode, saying `words` (none when empty).
    public void leaveData(String words) {
        if (mode instanceof Mode.Data) {
            free(words);
        }
    }

    /// Ends a pending command without a word.
    public void abandon() {
        if (mode instanceof Mode.Busy) {
            typedAhead.clear();
            free("");
        }
    }

    private void accept(byte b) {
        switch (mode) {
            case Mode.Command() -> inCommand((char) (b & 0xFF));
            case Mode.Busy() -> {
                typedAhead.add(new byte[] {b});
                data.typedAhead();
            }
            case Mode.Data() -> data.take(b);
            case Mode.Payload(Reply.Prompt prompt) -> inPayload(b, prompt);
        }
    }

    private void inCommand(char c) {
        if (autobaud.isSearching()) {
            autobaud.hear(c, settings.characters().terminator());
            return;
        }
        if (settings.echo()) {
            say(Kind.ECHO, String.valueOf(c));
        }
        editor.accept(c, settings).ifPresent(this::execute);
    }

    private void execute(LineEditor.Line line) {
        switch (line) {
            case LineEditor.Line.Body(String text) -> {
                lastLine = CommandLine.parse(text);
                run(lastLine);
            }
            case LineEditor.Line.Repeat() -> run(lastLine);
            case LineEditor.Line.TooLong() ->
                    say(Kind.RESULT, settings.error(CmeError.INVALID_PARAMETERS));
        }
    }

    private void run(List<AtCommand> line) {
        remaining.clear();
        remaining.addAll(line);
        mode = new Mode.Busy();
        conclude(Reply.ok());
    }

    /// Takes a command's reply and, as long as all is well, the replies of those that follow on the
    /// line.
    private void conclude(Reply first) {
        Reply reply = first;
        while (reply instanceof Reply.Ok ok) {
            ok.information().forEach(line -> say(Kind.INFORMATION, settings.information(line)));
            if (remaining.isEmpty()) {
                free(settings.result("OK", "0"));
                return;
            }
            reply = commands.apply(remaining.remove());
        }
        end(reply);
    }

    private void end(Reply reply) {
        switch (reply) {
            case Reply.Ok ok -> throw new IllegalStateException("OK does not end a line: " + ok);
            case Reply.Failed(ErrorCause error) -> free(settings.error(error));
            case Reply.Verdict(String text) -> free(settings.result(text));
            case Reply.CallEnded(CallResult result) ->
                    free(settings.result(result.words(), result.digit()));
            case Reply.Online(String words) -> {
                remaining.clear();
                say(Kind.RESULT, settings.result(words, CallResult.CONNECT.digit()));
                mode = new Mode.Data();
            }
            case Reply.Pending() -> {}
            case Reply.Prompt prompt -> {
                payload.reset();
                mode = new Mode.Payload(prompt);
                say(Kind.PROMPT, settings.prompt(prompt.mark()));
            }
        }
    }

    private void free(String finalResult) {
        remaining.clear();
        say(Kind.RESULT, finalResult);
        mode = new Mode.Command();
        while (!heldUrcs.isEmpty()) {
            wire.accept(heldUrcs.remove());
        }
    }

    private void inPayload(byte b, Reply.Prompt prompt) {
        if (settings.echoPayload()) {
            say(Kind.ECHO, String.valueOf((char) (b & 0xFF)));
        }
        switch (prompt.end()) {
            case PayloadEnd.Length(int length) -> {
                payload.write(b);
                if (payload.size() == length) {
                    complete(prompt);
                }
            }
            case PayloadEnd.CtrlZ() -> {
                if (b == CTRL_Z) {
                    complete(prompt);
                } else if (b == ESC) {
                    mode = new Mode.Busy();
                    finish(Reply.ok());
                } else if (payload.size() < MAX_FREE_PAYLOAD) {
                    payload.write(b);
                }
            }
        }
    }

    private void complete(Reply.Prompt prompt) {
        byte[] bytes = payload.toByteArray();
        payload.reset();
        mode = new Mode.Busy();
        finish(prompt.whenComplete().apply(bytes));
    }

    /// Bytes as the text that [#wire] and replies use.
    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
