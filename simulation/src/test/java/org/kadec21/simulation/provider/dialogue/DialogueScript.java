package org.kadec21.simulation.provider.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// A conversation in a file, as the README of the test resources describes it.
public final class DialogueScript {

    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");

    private final String setting;
    private final List<Exchange> exchanges;

    private DialogueScript(String setting, List<Exchange> exchanges) {
        this.setting = setting;
        this.exchanges = exchanges;
    }

    /// What happens, and what must come of it.
    private static final class Exchange {
        private final Event event;
        private final ByteArrayOutputStream fromClient = new ByteArrayOutputStream();
        private final StringBuilder fromServer = new StringBuilder();
        private final List<String> deeds = new ArrayList<>();

        Exchange(Event event) {
            this.event = event;
        }

        boolean isAnswered() {
            return fromServer.length() > 0 || !deeds.isEmpty();
        }
    }

    public static DialogueScript read(Class<?> place, String name) {
        try (InputStream file = place.getResourceAsStream(name + ".dialogue")) {
            return parse(
                    new String(
                            Objects.requireNonNull(file, name).readAllBytes(),
                            StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DialogueScript parse(String text) {
        String setting = "";
        List<Exchange> exchanges = new ArrayList<>(List.of(new Exchange(new Event.Connected())));
        for (String line : text.lines().toList()) {
            String content = line.length() > 2 ? line.substring(2) : "";
            switch (line.charAt(0)) {
                case '#' -> {}
                case '=' -> setting = content;
                case '<' -> exchanges.getLast().fromServer.append(content).append("\r\n");
                case '?' -> exchanges.getLast().deeds.add(content);
                case '*' ->
                        exchanges.add(
                                new Exchange(
                                        content.equals("tls")
                                                ? new Event.TlsEstablished()
                                                : new Event.TimedOut()));
                case '>' -> {
                    if (exchanges.getLast().isAnswered()
                            || !(exchanges.getLast().event instanceof Event.Received)) {
                        exchanges.add(new Exchange(new Event.Received(new byte[0])));
                    }
                    exchanges
                            .getLast()
                            .fromClient
                            .writeBytes((content + "\r\n").getBytes(StandardCharsets.UTF_8));
                }
                default -> throw new IllegalArgumentException("not a line of a dialogue: " + line);
            }
        }
        return new DialogueScript(setting, exchanges);
    }

    /// The line with the service and its variant.
    public String setting() {
        return setting;
    }

    /// Plays it with each group in one portion, octet by octet, and cut in two at every offset.
    public void play(Supplier<Dialogue> newDialogue) {
        int longest = exchanges.stream().mapToInt(e -> e.fromClient.size()).max().orElse(0);
        play(newDialogue.get(), 0);
        for (int offset = 1; offset < longest; offset++) {
            play(newDialogue.get(), offset);
        }
        play(newDialogue.get(), -1);
    }

    /// Plays it once.
    ///
    /// @param offset where to cut; 0 not at all, -1 everywhere
    private void play(Dialogue dialogue, int offset) {
        for (Exchange exchange : exchanges) {
            List<Action> actions = new ArrayList<>();
            for (Event event : portions(exchange, offset)) {
                actions.addAll(dialogue.on(event, NOW));
            }
            String where = "cut at " + offset + " behind\n" + exchange.fromClient;
            assertThat(sent(actions)).as(where).isEqualTo(exchange.fromServer.toString());
            assertThat(deeds(actions)).as(where).isEqualTo(exchange.deeds);
        }
    }

    private static List<Event> portions(Exchange exchange, int offset) {
        byte[] all = exchange.fromClient.toByteArray();
        if (!(exchange.event instanceof Event.Received)) {
            return List.of(exchange.event);
        }
        List<Event> portions = new ArrayList<>();
        if (offset < 0) {
            for (byte octet : all) {
                portions.add(new Event.Received(new byte[] {octet}));
            }
            return portions;
        }
        int cut = Math.min(offset, all.length);
        portions.add(new Event.Received(Arrays.copyOfRange(all, 0, cut)));
        portions.add(new Event.Received(Arrays.copyOfRange(all, cut, all.length)));
        return portions;
    }

    private static String sent(List<Action> actions) {
        StringBuilder wire = new StringBuilder();
        for (Action action : actions) {
            if (action instanceof Action.Send(byte[] octets)) {
                wire.append(new String(octets, StandardCharsets.UTF_8));
            }
        }
        return wire.toString();
    }

    private static List<String> deeds(List<Action> actions) {
        List<String> deeds = new ArrayList<>();
        for (Action action : actions) {
            switch (action) {
                case Action.Send _ -> {}
                case Action.StartTls() -> deeds.add("start-tls");
                case Action.Yield() -> deeds.add("yield");
                case Action.HangUp() -> deeds.add("hang-up");
                case Action.Pause pause -> deeds.add("pause " + pause.span());
                case Action.Note(String event, List<Object> fields) ->
                        deeds.add("note " + event + " " + fields);
                case Action.Store store ->
                        deeds.add(
                                "stored "
                                        + store.mail().id()
                                        + " "
                                        + String.join(",", store.mail().recipients()));
                case Action.Purge(String address, List<String> ids) ->
                        deeds.add("purged " + address + " " + String.join(",", ids));
            }
        }
        return deeds;
    }
}
