package org.kadec21.modem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.PowerOffException;
import org.kadec21.hal.Secret;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Trace;
import org.kadec21.hal.at.TraceText;
import org.kadec21.hal.at.Urc;
import org.kadec21.hal.at.UrcTable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class AtPortTest {

    private final TestWorld world = new TestWorld();
    private final ScriptedModule module = new ScriptedModule(world);
    private final List<String> urcs = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private final AtPort port =
            AtPort.start(
                    "line",
                    module,
                    world,
                    world,
                    UrcTable.of(List.of("+CREG:")),
                    this::heard,
                    (at, direction, text) -> trace.add(TraceText.format(at, direction, text)));

    @Test
    void executesCommandsOfSeveralTasksOneAfterTheOther() {
        List<Reply> replies = new ArrayList<>();
        module.answer("AT+CSQ", "\\r\\n+CSQ: 20,99\\r\\n\\r\\nOK\\r\\n");
        for (int task = 0; task < 3; task++) {
            world.start(
                    "asker " + task, () -> replies.add(execute(Command.query("AT+CSQ", "+CSQ:"))));
        }

        world.runFor(Duration.ofSeconds(30));

        assertThat(replies)
                .hasSize(3)
                .allMatch(
                        reply -> reply instanceof Reply.Ok ok && ok.first().equals("+CSQ: 20,99"));
    }

    @Test
    void deliversAUrcWhileNobodyExecutesACommand() {
        module.say("\\r\\n+CREG: 1\\r\\n");
        world.runFor(Duration.ofSeconds(1));

        assertThat(urcs).containsExactly("+CREG: 1");
    }

    @Test
    void waitsForItsTurnOnlySoLong() {
        List<Reply> replies = new ArrayList<>();
        module.answer("AT+SLOW", "");
        world.start("holder", () -> execute(Command.of("AT+SLOW")));
        world.start(
                "late",
                () ->
                        replies.add(
                                port.execute(
                                        Command.of("AT"), world.after(Duration.ofSeconds(2)))));

        world.runFor(Duration.ofSeconds(60));

        assertThat(replies).singleElement().isInstanceOf(Reply.Silence.class);
        assertThat(module.heard()).doesNotContain("AT");
    }

    @Test
    void endsTheCommandInFlightWhenThePortIsUnplugged() {
        List<Reply> replies = new ArrayList<>();
        module.answer("AT+SLOW", "");
        world.start("asker", () -> replies.add(execute(Command.of("AT+SLOW"))));
        world.runFor(Duration.ofSeconds(1));

        module.unplug();
        world.runFor(Duration.ofSeconds(1));

        assertThat(replies).singleElement().isInstanceOf(Reply.Dead.class);
        assertThat(port.isDead()).isTrue();
    }

    @Test
    void writesDownADialogueThatPeopleCanRead() {
        execute(Command.of("AT"));
        trace.clear();

        execute(Command.of("AT+CPIN=\"4711\"").hiding(Secret.of("4711")));

        assertThat(trace)
                .containsExactly(
                        "2013-01-05T00:00:00.000Z > AT+CPIN=***", "2013-01-05T00:00:00.000Z < OK");
    }

    @Test
    void staysPoweredOffForWhoCatchesThePowerFailureAndAsksAgain() {
        AtPort cut =
                AtPort.start(
                        "cut",
                        new FailingSupply(new ScriptedModule(world)),
                        world,
                        world,
                        UrcTable.of(List.of()),
                        urc -> {},
                        Trace.none());
        Deadline soon = world.after(Duration.ofSeconds(10));

        assertThatThrownBy(() -> cut.execute(Command.of("AT"), soon))
                .isInstanceOf(PowerOffException.class);
        assertThatThrownBy(() -> cut.execute(Command.of("AT"), soon))
                .isInstanceOf(PowerOffException.class)
                .hasMessage("the supply failed");
    }

    /// The power goes with the first byte that is written.
    private record FailingSupply(ByteLink module) implements ByteLink {

        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline)
                throws LinkException {
            return module.read(buffer, offset, length, deadline);
        }

        @Override
        public void write(byte[] bytes, int offset, int length, Deadline deadline) {
            throw new PowerOffException("the supply failed");
        }

        @Override
        public void close() {
            module.close();
        }
    }

    private Reply execute(Command command) {
        return port.execute(command, world.after(Duration.ofSeconds(10)));
    }

    private void heard(Urc urc) {
        urcs.add(urc.line());
    }
}
