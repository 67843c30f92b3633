package org.kadec21.firmware.settings;

import org.kadec21.firmware.config.Generation;
import org.kadec21.firmware.store.Frame;
import org.kadec21.firmware.store.MalformedValueException;
import org.kadec21.firmware.store.ValueReader;
import org.kadec21.firmware.store.ValueWriter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Events of settings as frames of a file of kind 5 (`docs/flash-layout.md`).
final class SettingsFrame {

    private static final int STANDING = 1;
    private static final int TRIED = 2;
    private static final int BOOTED = 3;
    private static final int CONFIRMED = 4;
    private static final int REVERTED = 5;
    private static final int KEPT = 6;

    private static final int PUT = 1;
    private static final int REMOVE = 0;

    private SettingsFrame() {}

    static Frame encode(SettingsEvent event) {
        ValueWriter out = new ValueWriter();
        return switch (event) {
            case SettingsEvent.Standing standing ->
                    new Frame(
                            STANDING,
                            changes(out.i64(standing.revision()), standing.settings())
                                    .text(standing.generation().map(Generation::word).orElse(""))
                                    .toBytes());
            case SettingsEvent.Kept(Generation generation, Settings servers) ->
                    new Frame(KEPT, changes(out.text(generation.word()), servers).toBytes());
            case SettingsEvent.Tried(long revision, Settings settings, Duration span) ->
                    new Frame(
                            TRIED,
                            changes(out.i64(revision).i64(span.toSeconds()), settings).toBytes());
            case SettingsEvent.Booted(long revision) ->
                    new Frame(BOOTED, out.i64(revision).toBytes());
            case SettingsEvent.Confirmed(long revision) ->
                    new Frame(CONFIRMED, out.i64(revision).toBytes());
            case SettingsEvent.Reverted(long revision, String reason) ->
                    new Frame(REVERTED, out.i64(revision).text(reason).toBytes());
        };
    }

    /// Empty for a frame of a type, or with a content, that this image does not know.
    static Optional<SettingsEvent> decode(Frame frame) {
        try {
            ValueReader in = new ValueReader(frame.value());
            return switch (frame.type()) {
                case STANDING ->
                        Optional.of(
                                new SettingsEvent.Standing(in.i64(), changes(in), generation(in)));
                case TRIED -> {
                    long revision = in.i64();
                    Duration span = Duration.ofSeconds(in.i64());
                    yield Optional.of(new SettingsEvent.Tried(revision, changes(in), span));
                }
                case BOOTED -> Optional.of(new SettingsEvent.Booted(in.i64()));
                case CONFIRMED -> Optional.of(new SettingsEvent.Confirmed(in.i64()));
                case REVERTED -> Optional.of(new SettingsEvent.Reverted(in.i64(), in.text()));
                case KEPT -> {
                    Optional<Generation> generation = Generation.of(in.text());
                    Settings servers = changes(in);
                    yield generation.map(known -> new SettingsEvent.Kept(known, servers));
                }
                default -> Optional.empty();
            };
        } catch (MalformedValueException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /// The field was added later: frames without it were written before anybody noted it.
    private static Optional<Generation> generation(ValueReader in) {
        return in.isAtEnd() ? Optional.empty() : Generation.of(in.text());
    }

    private static ValueWriter changes(ValueWriter out, Settings settings) {
        out.u16(settings.changes().size());
        for (Change change : settings.changes()) {
            out.text(change.path().text());
            switch (change) {
                case Change.Put put -> out.u8(PUT).text(put.value());
                case Change.Remove remove -> out.u8(REMOVE);
            }
        }
        return out;
    }

    private static Settings changes(ValueReader in) {
        List<Change> changes = new ArrayList<>();
        for (int left = in.u16(); left > 0; left--) {
            SettingPath path = new SettingPath(in.text());
            changes.add(in.u8() == PUT ? new Change.Put(path, in.text()) : new Change.Remove(path));
        }
        return new Settings(changes);
    }
}
