package org.kadec21.firmware.outbox;

import org.kadec21.firmware.store.FileKind;
import org.kadec21.firmware.store.Frame;
import org.kadec21.firmware.store.LogReader;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.hal.Flash;

import java.util.List;
import java.util.Optional;

/// The outbox on a flash as it is at this moment, read without writing, also beside the running
/// unit.
///
/// @param open mails with an open recipient, in the order of arrival
/// @param refused mails that a recipient's server refused for good
/// @param sent the sent log, oldest first
/// @param settledUpTo the last record that was delivered or refused
public record OutboxListing(
        List<Entry> open, List<Entry> refused, List<SentMail> sent, long settledUpTo) {

    /// The unit may keep more or fewer; a listing drops nothing that is on flash.
    private static final StorageLimits ALL =
            new StorageLimits(
                    1, 1, 0, 0, Integer.MAX_VALUE, 1, Integer.MAX_VALUE, Integer.MAX_VALUE);

    public OutboxListing {
        open = List.copyOf(open);
        refused = List.copyOf(refused);
        sent = List.copyOf(sent);
    }

    public static OutboxListing of(Flash flash) {
        List<Frame> frames =
                LogReader.settled(() ->
                        new LogReader(flash)
                                .frames(Outbox.BASE, FileKind.OUTBOX)
                                .orElse(List.of()));
        OutboxCore core = new OutboxCore(ALL);
        OutboxState state = OutboxState.EMPTY;
        for (Frame frame : frames) {
            Optional<OutboxEvent> event = OutboxFrame.decode(frame);
            if (event.isPresent()) {
                state = core.step(state, event.get()).state();
            }
        }
        return new OutboxListing(
                List.copyOf(state.open().values()),
                List.copyOf(state.refused().values()),
                List.copyOf(state.sent().values()),
                state.settledUpTo());
    }
}
