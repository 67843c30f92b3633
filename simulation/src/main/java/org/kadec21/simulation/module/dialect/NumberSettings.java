package org.kadec21.simulation.module.dialect;

import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.Reply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Numbers that the host sets by one command and reads back: the pack has the command's name under
/// `<key>`, their ranges under `<key>.test` and what holds at first under `<key>.default`. What is
/// left out of a set command stays as it is.
final class NumberSettings implements CommandFamily {

    private static final Pattern RANGES = Pattern.compile("\\(([0-9,-]+)\\)");

    private final SocketPack pack;
    private final String key;

    /// How many numbers in front choose a row: the socket's id, or none.
    private final int choosing;

    private final List<String> ranges;
    private final NavigableMap<Integer, List<Integer>> rows = new TreeMap<>();

    private NumberSettings(SocketPack pack, String key, int choosing, IntStream rowNumbers) {
        this.pack = pack;
        this.key = key;
        this.choosing = choosing;
        ranges =
                RANGES.matcher(pack.text(key + ".test"))
                        .results()
                        .map((MatchResult range) -> range.group(1))
                        .toList();
        List<Integer> first =
                Arrays.stream(pack.text(key + ".default").split(",", -1))
                        .map(Integer::valueOf)
                        .toList();
        rowNumbers.forEach(row -> rows.put(row, first));
    }

    /// Settings of the whole module.
    static NumberSettings ofModule(SocketPack pack, String key) {
        return new NumberSettings(pack, key, 0, IntStream.of(0));
    }

    /// Settings of each socket, whose id is the first parameter.
    static NumberSettings ofSockets(SocketPack pack, String key) {
        return new NumberSettings(
                pack, key, 1, IntStream.rangeClosed(pack.firstId(), pack.lastId()));
    }

    @Override
    public void addTo(CommandRegistry registry) {
        pack.add(registry, key).set(this::set).read(this::read);
    }

    /// The number at `index` that holds for a socket.
    int of(int socket, int index) {
        return rows.getOrDefault(socket, List.of()).get(index);
    }

    private Reply set(DualBandModule module, Arguments arguments) {
        boolean known = arguments.count() <= ranges.size();
        for (int i = 0; known && i < arguments.count(); i++) {
            boolean keeps = i >= choosing && arguments.text(i).isEmpty();
            known = keeps || isIn(ranges.get(i), arguments.numberOr(i, -1));
        }
        if (!known) {
            return pack.failed("parameters");
        }
        int row = choosing == 0 ? 0 : arguments.numberOr(0, pack.firstId());
        List<Integer> numbers = new ArrayList<>(rows.getOrDefault(row, List.of()));
        for (int i = choosing; i < arguments.count(); i++) {
            numbers.set(i - choosing, arguments.numberOr(i, numbers.get(i - choosing)));
        }
        rows.put(row, List.copyOf(numbers));
        return Reply.ok();
    }

    private static boolean isIn(String range, int number) {
        return Arrays.stream(range.split(",", -1))
                .map(part -> part.split("-", 2))
                .anyMatch(ends ->
                        number >= Integer.parseInt(ends[0])
                                && number <= Integer.parseInt(ends[ends.length - 1]));
    }

    private Reply read(DualBandModule module, Arguments arguments) {
        List<String> lines = new ArrayList<>();
        rows.forEach((row, numbers) ->
                lines.add(
                        pack.text(key)
                                + ": "
                                + (choosing == 0 ? "" : row + ",")
                                + numbers.stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(","))));
        return new Reply.Ok(lines);
    }
}
