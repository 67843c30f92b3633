package org.kadec21.firmware.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a file's bytes after the header hold: the sound frames in their order, the damaged
/// stretches between them, and a torn tail. Pure, and never fails: any bytes scan to something.
///
/// @param soundEnd where the last sound frame ends
/// @param totalBytes of the file, header included
record FrameScan(List<Frame> frames, List<Damage> damages, int soundEnd, int totalBytes) {

    /// Bytes between sound frames that are no frame: a bit flipped there.
    record Damage(int offset, int bytes) {}

    static FrameScan of(byte[] file) {
        List<Frame> frames = new ArrayList<>();
        List<Damage> damages = new ArrayList<>();
        int soundEnd = FileHeader.BYTES;
        int position = FileHeader.BYTES;
        while (position >= 0 && position < file.length) {
            Optional<Frame> frame = Frame.at(file, position);
            if (frame.isPresent()) {
                frames.add(frame.get());
                position += frame.get().encodedBytes();
                soundEnd = position;
                continue;
            }
            int next = resume(file, position);
            if (next >= 0) {
                damages.add(new Damage(position, next - position));
            }
            position = next;
        }
        return new FrameScan(List.copyOf(frames), List.copyOf(damages), soundEnd, file.length);
    }

    /// Bytes after the last sound frame: what a power cut left of the last append, or damage at the
    /// very end.
    int tornBytes() {
        return totalBytes - soundEnd;
    }

    /// Where the next sound frame begins, or -1. The damaged frame's own length is tried first, so
    /// that a frame quoted inside its value is not mistaken for one.
    private static int resume(byte[] file, int damaged) {
        int claimed = Frame.claimedEnd(file, damaged);
        if (claimed >= 0 && Frame.at(file, claimed).isPresent()) {
            return claimed;
        }
        int first = damaged + Frame.END_MARK_BYTES;
        for (int end = first; end <= file.length - Frame.OVERHEAD_BYTES; end++) {
            if (Frame.endMarkBefore(file, end) && Frame.at(file, end).isPresent()) {
                return end;
            }
        }
        return -1;
    }
}
