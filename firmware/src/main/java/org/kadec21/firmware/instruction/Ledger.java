package org.kadec21.firmware.instruction;

import org.kadec21.firmware.config.Instructions;
import org.kadec21.firmware.store.StateChange;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.firmware.update.Sha256;
import org.kadec21.hal.FlashFullException;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a unit must not forget of its instructions, among its small facts on flash
/// (`docs/flash-layout.md`). What a method has written is durable when it returns.
final class Ledger {

    /// Names of mails that are none of ours; the oldest is forgotten first, and looked at again.
    static final int MOST_FOREIGN = 200;

    /// Refusals that are told by mail within [#REPORTS_SPAN]; further ones are only journalled.
    static final int MOST_REPORTS = 4;

    /// Names of mails whose parts lie on flash; they are deleted by the next look that succeeds.
    static final int MOST_KEPT = 100;

    static final Duration REPORTS_SPAN = Duration.ofDays(1);

    private static final String SEQUENCE = "instruction.sequence";
    private static final String BEGUN = "instruction.begun";
    private static final String TAKEN = "instruction.taken";
    private static final String TRIAL = "instruction.trial";
    private static final String NEWS = "instruction.news";
    private static final String LOOKED = "instruction.looked";
    private static final String FOREIGN = "instruction.foreign";
    private static final String REPORTS = "instruction.reports";
    private static final String KEPT = "instruction.kept";

    private static final int NAME_BYTES = 8;
    private static final int MOST_NEWS_CHARACTERS = 1000;

    private final StateStore state;
    private final int least;

    /// @param least no sequence number is below this one, whatever the flash says
    Ledger(StateStore state, int least) {
        this.state = state;
        this.least = least;
    }

    /// An instruction that is about to be taken, or was.
    ///
    /// @param mark of the mail that brought it
    record Begun(int sequence, String mark) {

        private String text() {
            return sequence + " " + mark;
        }

        private static Optional<Begun> parse(String text) {
            String[] words = text.split(" ", -1);
            return words.length == 2 && words[0].matches("\\d{1,10}")
                    ? Optional.of(new Begun(bounded(words[0]), words[1]))
                    : Optional.empty();
        }
    }

    /// An instruction whose settings are tried out.
    ///
    /// @param began when they came into force, by the unit's clock
    /// @param failures calls that counted against them
    record Trial(int sequence, Instant began, int failures) {

        private String text() {
            return sequence + " " + began + " " + failures;
        }

        private static Optional<Trial> parse(String text) {
            String[] words = text.split(" ", -1);
            try {
                return words.length == 3
                        ? Optional.of(
                                new Trial(
                                        Integer.parseInt(words[0]),
                                        Instant.parse(words[1]),
                                        Integer.parseInt(words[2])))
                        : Optional.empty();
            } catch (NumberFormatException | DateTimeException damaged) {
                return Optional.empty();
            }
        }
    }

    /// How an instruction ended, to be told by mail.
    ///
    /// @param outcome as the mail says it, of small letters
    /// @param words what was done and why
    record News(int sequence, String outcome, String words) {

        String text() {
            String shown =
                    words.length() <= MOST_NEWS_CHARACTERS
                            ? words
                            : words.substring(0, MOST_NEWS_CHARACTERS);
            return sequence + " " + outcome + " " + shown;
        }

        static Optional<News> parse(String text) {
            String[] words = text.split(" ", 3);
            try {
                return words.length == 3
                        ? Optional.of(new News(Integer.parseInt(words[0]), words[1], words[2]))
                        : Optional.empty();
            } catch (NumberFormatException damaged) {
                return Optional.empty();
            }
        }
    }

    /// The number of the last instruction that was taken; it never falls.
    int sequence() {
        return Math.max(least, number(SEQUENCE));
    }

    /// What notes that this number is used up, to be written together with what came of it.
    StateChange used(int sequence) {
        return new StateChange().put(SEQUENCE, String.valueOf(Math.max(sequence, sequence())));
    }

    /// The instruction that is about to be taken; its settings are in force or they are not.
    Optional<Begun> begun() {
        return state.get(BEGUN).flatMap(Begun::parse);
    }

    /// Says which one will be taken, before its settings come into force.
    ///
    /// @param uidl of the mail that brought it
    void begin(int sequence, String uidl) {
        state.put(BEGUN, new Begun(sequence, mark(uidl)).text());
    }

    /// It came to nothing, and may be taken later.
    void forgetBegun() {
        state.remove(BEGUN);
    }

    /// The settings of the one that was begun are in force, on trial.
    void taken(Begun begun, Instant at) {
        state.change(
                used(begun.sequence())
                        .put(TAKEN, begun.mark())
                        .put(TRIAL, new Trial(begun.sequence(), at, 0).text())
                        .remove(BEGUN));
    }

    /// Whether this is the very mail that brought the last instruction: it was to be deleted, and
    /// something came in between. The same words again in another mail are a replay.
    boolean isTaken(String uidl) {
        return state.get(TAKEN).filter(mark(uidl)::equals).isPresent();
    }

    Optional<Trial> trial() {
        return state.get(TRIAL).flatMap(Trial::parse);
    }

    void note(Trial trial) {
        state.put(TRIAL, trial.text());
    }

    /// The trial has ended; its end is to be told.
    void ended(News news) {
        state.change(new StateChange().remove(TRIAL).put(NEWS, news.text()));
    }

    /// What is still to be told.
    Optional<News> news() {
        return state.get(NEWS).flatMap(News::parse);
    }

    /// It lies in the outbox.
    void told() {
        state.remove(NEWS);
    }

    /// Whether the mailbox has not been looked at for `poll`. A moment in the future is a clock
    /// that was ahead: it does not count.
    boolean isLookDue(Instant now, Duration poll) {
        return state.get(LOOKED)
                .flatMap(Ledger::moment)
                .filter(looked -> !looked.isAfter(now))
                .filter(looked -> now.isBefore(looked.plus(poll)))
                .isEmpty();
    }

    /// The mailbox was looked at. A flash without room costs one look more.
    void looked(Instant now) {
        try {
            state.put(LOOKED, now.toString());
        } catch (FlashFullException full) {
            // it is looked at again
        }
    }

    /// Whether this mail was found to be none of ours.
    boolean isForeign(String uidl) {
        return marks(FOREIGN).contains(mark(uidl));
    }

    /// These mails are none of ours. A flash without room costs a look at them more.
    void foreign(List<String> uidls) {
        if (uidls.isEmpty()) {
            return;
        }
        add(FOREIGN, uidls, MOST_FOREIGN);
    }

    /// Whether what this mail brought lies on flash already.
    boolean isKept(String uidl) {
        return marks(KEPT).contains(mark(uidl));
    }

    /// What this mail brought is durable. A flash without room costs one fetch of it more.
    void kept(String uidl) {
        add(KEPT, List.of(uidl), MOST_KEPT);
    }

    /// The mails whose content is kept are deleted.
    void keptAreGone() {
        state.remove(KEPT);
    }

    /// Whether one more refusal may be told by mail; then it is counted.
    boolean mayReport(Instant now) {
        String[] words = state.get(REPORTS).orElse("").split(" ", -1);
        Optional<Instant> since =
                words.length == 2
                        ? moment(words[0])
                                .filter(begin -> !begin.isAfter(now))
                                .filter(begin -> now.isBefore(begin.plus(REPORTS_SPAN)))
                        : Optional.empty();
        int before = since.isPresent() && words[1].matches("\\d") ? Integer.parseInt(words[1]) : 0;
        if (before >= MOST_REPORTS) {
            return false;
        }
        state.put(REPORTS, since.orElse(now) + " " + (before + 1));
        return true;
    }

    private void add(String key, List<String> uidls, int most) {
        List<String> marks = marks(key);
        uidls.stream().map(Ledger::mark).filter(mark -> !marks.contains(mark)).forEach(marks::add);
        List<String> kept = marks.subList(Math.max(0, marks.size() - most), marks.size());
        try {
            state.put(key, String.join(" ", kept));
        } catch (FlashFullException full) {
            // they are looked at again
        }
    }

    private List<String> marks(String key) {
        String text = state.get(key).orElse("");
        return new ArrayList<>(text.isEmpty() ? List.of() : List.of(text.split(" ")));
    }

    private int number(String key) {
        return state.get(key)
                .filter(text -> text.matches("\\d{1,10}"))
                .map(Ledger::bounded)
                .orElse(0);
    }

    static int bounded(String digits) {
        return (int) Math.min(Instructions.LAST_SEQUENCE, Long.parseLong(digits));
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException damaged) {
            return Optional.empty();
        }
    }

    /// A server's name for a mail may be 70 bytes long; 8 of its digest tell a mailbox apart.
    private static String mark(String uidl) {
        return Sha256.hex(uidl.getBytes(StandardCharsets.UTF_8), NAME_BYTES);
    }
}
