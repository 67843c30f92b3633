package org.kadec21.simulation.module;

import org.kadec21.hal.Secret;
import org.kadec21.simulation.carrier.Service;
import org.kadec21.simulation.module.core.ModuleEvent;
import org.kadec21.simulation.module.device.ModuleDialect;
import org.kadec21.simulation.module.device.ModuleMemory;
import org.kadec21.simulation.module.device.SimCard;
import org.kadec21.simulation.module.line.CallResult;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A dialogue file, one step a line:
///
/// - `> AT` the host types it with a CR, `>> bytes` without
/// - `< OK` the module says it between CR LF pairs, `<< bytes` exactly that; together they are all
///   it says
/// - `~ PT8S` time passes
/// - `! event` the world acts
/// - `# remark`
///
/// `\r`, `\n`, `\\` and `\xNN` are escapes. The end of its name tells the module's dialect, as in
/// `power-telit`.
record Dialogue(String name, List<Step> steps) {

    sealed interface Step {

        record Types(String text) implements Step {}

        record Says(String text) implements Step {}

        record Passes(Duration span) implements Step {}

        record World(String event) implements Step {}
    }

    static Dialogue load(String name) {
        try (InputStream in = Dialogue.class.getResourceAsStream(name + ".dialogue")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Dialogue(name, text.lines().flatMap(Dialogue::step).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Bytes of the longest thing typed at once.
    int longestLine() {
        return steps.stream()
                .mapToInt(step -> step instanceof Step.Types(String text) ? text.length() : 0)
                .max()
                .orElse(0);
    }

    private static Stream<Step> step(String line) {
        int space = line.indexOf(' ');
        String mark = space < 0 ? line : line.substring(0, space);
        String rest = space < 0 ? "" : unescape(line.substring(space + 1));
        return switch (mark) {
            case "", "#" -> Stream.empty();
            case ">" -> Stream.of(new Step.Types(rest + "\r"));
            case ">>" -> Stream.of(new Step.Types(rest));
            case "<" -> Stream.of(new Step.Says("\r\n" + rest + "\r\n"));
            case "<<" -> Stream.of(new Step.Says(rest));
            case "~" -> Stream.of(new Step.Passes(Duration.parse(rest)));
            case "!" -> Stream.of(new Step.World(rest));
            default -> throw new IllegalArgumentException("no step: " + line);
        };
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char kind = text.charAt(++i);
            switch (kind) {
                case 'r' -> plain.append('\r');
                case 'n' -> plain.append('\n');
                case 'x' -> {
                    plain.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                default -> plain.append(kind);
            }
        }
        return plain.toString();
    }

    /// Plays it, everything the host types cut into the pieces `cutter` makes, and returns what was
    /// said and what should have been, wherever they were compared.
    List<Exchange> play(Cutter cutter) {
        CoreRig rig =
                new CoreRig(
                        new ModuleMemory(
                                new SimCard(CoreRig.IMSI, Secret.of(pin()), Secret.of("12345678"))),
                        dialect());
        List<Exchange> exchanges = new ArrayList<>();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            switch (steps.get(i)) {
                case Step.Types(String text) -> {
                    cutter.cut(text).forEach(rig::type);
                }
                case Step.Says(String text) -> expected.append(text);
                case Step.Passes(Duration span) -> rig.passes(span);
                case Step.World(String event) -> world(rig, event);
            }
            if (i + 1 == steps.size() || !(steps.get(i + 1) instanceof Step.Says)) {
                exchanges.add(new Exchange(i, expected.toString(), rig.heard()));
                expected.setLength(0);
            }
        }
        return exchanges;
    }

    /// The dialect that the end of the name tells; without one Quectel's.
    private ModuleDialect dialect() {
        return Arrays.stream(ModuleDialect.values())
                .filter(one -> name.endsWith("-" + one.name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(ModuleDialect.QUECTEL);
    }

    private String pin() {
        return name.contains("pin") ? "1234" : "";
    }

    private static void world(CoreRig rig, String event) {
        String[] words = event.split(" ", 3);
        long connection =
                words.length > 1 && words[1].matches("\\d+") ? Long.parseLong(words[1]) : 0;
        switch (words[0]) {
            case "key" -> rig.happens(new ModuleEvent.PowerKey());
            case "dtr" -> rig.happens(new ModuleEvent.TerminalDropped());
            case "calls" ->
                    rig.happens(new ModuleEvent.CallsEnd(words[1], CallResult.valueOf(words[2])));
            case "sms" -> rig.happens(new ModuleEvent.MessageArrived(words[1], words[2]));
            case "reset" -> rig.happens(new ModuleEvent.ResetPulse());
            case "no-card" -> rig.happens(new ModuleEvent.CardRemoved());
            case "supply" -> rig.happens(new ModuleEvent.SupplyCycled());
            case "no-service" -> {
                rig.air().becomes(new Service.None());
                rig.happens(new ModuleEvent.RadioChanged());
            }
            case "denied" -> {
                rig.air().becomes(new Service.Denied(StillAir.CELL));
                rig.happens(new ModuleEvent.RadioChanged());
            }
            case "service" -> {
                rig.air().becomes(new Service.Home(StillAir.CELL));
                rig.happens(new ModuleEvent.RadioChanged());
            }
            case "connected" -> rig.happens(new ModuleEvent.Connected(connection));
            case "failed" -> rig.happens(new ModuleEvent.ConnectFailed(connection));
            case "received" -> rig.received(connection, words[2]);
            case "closed" -> rig.happens(new ModuleEvent.PeerClosed(connection));
            case "delivered" ->
                    rig.happens(new ModuleEvent.Delivered(connection, Integer.parseInt(words[2])));
            default -> throw new IllegalArgumentException("no event: " + event);
        }
    }

    /// What should have been said after step `step`, and what was.
    record Exchange(int step, String expected, String said) {}

    /// Cuts what the host types at once.
    @FunctionalInterface
    interface Cutter {
        List<String> cut(String text);

        static Cutter whole() {
            return List::of;
        }

        static Cutter bytes() {
            return text -> text.chars().mapToObj(c -> String.valueOf((char) c)).toList();
        }

        static Cutter at(int offset) {
            return text ->
                    offset < text.length()
                            ? List.of(text.substring(0, offset), text.substring(offset))
                            : List.of(text);
        }
    }
}
