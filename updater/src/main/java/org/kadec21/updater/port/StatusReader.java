package org.kadec21.updater.port;

import org.kadec21.updater.flash.Slot;
import org.kadec21.updater.flash.SlotImage;
import org.kadec21.updater.flash.SlotTable;
import org.kadec21.updater.port.RemoteUnit.Board;
import org.kadec21.updater.port.RemoteUnit.Kept;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the lines of `firmware status` (`docs/flashing-protocol.md`). Lines and words that it does
/// not know are those of a newer unit, and passed over.
final class StatusReader {

    private static final String FORMAT = "transfer 1";

    private final List<String[]> lines;

    private StatusReader(List<String> lines) {
        this.lines = lines.stream().map(line -> line.split(" ")).toList();
    }

    /// @throws LineException when it is no such status
    static RemoteUnit read(List<String> lines) throws LineException {
        try {
            if (!lines.contains(FORMAT)) {
                throw new IllegalArgumentException(FORMAT);
            }
            return new StatusReader(lines).unit();
        } catch (IllegalArgumentException garbled) {
            throw new LineException(
                    "expected a status as in docs/flashing-protocol.md, but could not find '"
                            + garbled.getMessage()
                            + "' in the unit's; try again, or take the updater that belongs to its"
                            + " firmware");
        }
    }

    private RemoteUnit unit() {
        String[] supply = all("supply").stream().findFirst().orElseThrow(() -> missing("supply"));
        List<Board> boards = new ArrayList<>();
        for (String[] board : all("board")) {
            boards.add(board(board));
        }
        Optional<Kept> kept =
                all("kept").stream()
                        .findFirst()
                        .map(words ->
                                new Kept(
                                        at(words, 1),
                                        number(words, "bytes"),
                                        text(words, "sha256"),
                                        number(words, "length"),
                                        text(words, "prefix")));
        return new RemoteUnit(number(supply, "supply"), number(supply, "lowest"), boards, kept);
    }

    private Board board(String[] words) {
        String[] name = at(words, 1).split("/", 2);
        Map<Slot, SlotImage> images = new EnumMap<>(Slot.class);
        List<Slot> damaged = new ArrayList<>();
        Optional<Slot> start = Optional.empty();
        for (String[] line : all("slot")) {
            List<String> state = Arrays.asList(line);
            if (at(line, 1).equals(name[0]) && !state.contains("empty")) {
                Slot slot = slot(at(line, 2));
                images.put(slot, image(line, state.contains("confirmed")));
                start = state.contains("starts") ? Optional.of(slot) : start;
                if (state.contains("damaged")) {
                    damaged.add(slot);
                }
            }
        }
        return new Board(
                new SlotTable(
                        name[0],
                        at(name, 1),
                        text(words, "module"),
                        number(words, "boot-loader"),
                        number(words, "rollback-index"),
                        start,
                        images),
                slot(text(words, "next")),
                damaged);
    }

    private static SlotImage image(String[] line, boolean confirmed) {
        return new SlotImage(
                text(line, "version"),
                number(line, "rollback-index"),
                number(line, "bytes"),
                text(line, "sha256"),
                confirmed);
    }

    private List<String[]> all(String first) {
        return lines.stream().filter(words -> words[0].equals(first)).toList();
    }

    private static Slot slot(String word) {
        return Arrays.stream(Slot.values())
                .filter(slot -> slot.word().equals(word))
                .findFirst()
                .orElseThrow(() -> missing("slot a or b"));
    }

    private static int number(String[] words, String name) {
        try {
            return Integer.parseInt(text(words, name));
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException(name, none);
        }
    }

    private static String text(String[] words, String name) {
        int index = Arrays.asList(words).indexOf(name);
        if (index < 0) {
            throw missing(name);
        }
        return at(words, index + 1);
    }

    private static String at(String[] words, int index) {
        if (index >= words.length) {
            throw missing(words[0]);
        }
        return words[index];
    }

    private static IllegalArgumentException missing(String what) {
        return new IllegalArgumentException(what);
    }
}
