package org.kadec21.firmware.instruction;

import org.kadec21.firmware.instruction.Ledger.News;
import org.kadec21.firmware.store.StateChange;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.firmware.transfer.Announcement.Way;
import org.kadec21.firmware.transfer.PartialImage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a unit must not forget of the image that comes by mail, beside its bytes
/// (`docs/flash-layout.md`). What a method has written is durable when it returns.
final class ImageLedger {

    private static final String IMAGE = "instruction.image";
    private static final String NEWS = "instruction.image-news";

    private final StateStore state;
    private final Ledger ledger;

    ImageLedger(StateStore state, Ledger ledger) {
        this.state = state;
        this.ledger = ledger;
    }

    /// How far an image has come.
    enum Phase {
        /// Some of its parts are on flash.
        ARRIVING,
        /// All of them are, and it is being put into a slot.
        INSTALLING,
        /// It starts, and has to prove itself.
        TRIAL
    }

    /// An image that an instruction brings.
    record Coming(int sequence, String board, String sha256, Phase phase) {

        /// What is on flash of an image, where it came by mail.
        static Optional<Coming> arriving(PartialImage partial) {
            return partial.image()
                    .flatMap(image ->
                            image.way() instanceof Way.Mail mail
                                    ? Optional.of(
                                            new Coming(
                                                    mail.sequence(),
                                                    image.board(),
                                                    image.sha256(),
                                                    Phase.ARRIVING))
                                    : Optional.empty());
        }

        Coming in(Phase other) {
            return new Coming(sequence, board, sha256, other);
        }

        private String text() {
            return sequence
                    + " "
                    + board
                    + " "
                    + sha256
                    + " "
                    + phase.name().toLowerCase(Locale.ROOT);
        }

        private static Optional<Coming> parse(String text) {
            String[] words = text.split(" ", -1);
            return words.length == 4 && words[0].matches("\\d{1,10}")
                    ? phase(words[3])
                            .map(phase ->
                                    new Coming(Ledger.bounded(words[0]), words[1], words[2], phase))
                    : Optional.empty();
        }

        private static Optional<Phase> phase(String word) {
            return Arrays.stream(Phase.values())
                    .filter(phase -> phase.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst();
        }
    }

    Optional<Coming> coming() {
        return state.get(IMAGE).flatMap(Coming::parse);
    }

    /// How far it is by now.
    void note(Coming coming) {
        state.put(IMAGE, coming.text());
    }

    /// It starts next: its number is used up.
    void installed(Coming coming, News news) {
        state.change(
                ledger.used(coming.sequence())
                        .put(IMAGE, coming.in(Phase.TRIAL).text())
                        .put(NEWS, news.text()));
    }

    /// Nothing more comes of it: its number is used up.
    void ended(News news) {
        state.change(ledger.used(news.sequence()).remove(IMAGE).put(NEWS, news.text()));
    }

    /// What was there of it is gone: it may be sent again, under the same number.
    void lost(News news) {
        state.change(new StateChange().remove(IMAGE).put(NEWS, news.text()));
    }

    /// What is still to be told; of several things the last one.
    Optional<News> news() {
        return state.get(NEWS).flatMap(News::parse);
    }

    /// It lies in the outbox.
    void told() {
        state.remove(NEWS);
    }
}
