package org.kadec21.simulation.provider.pop3;

import java.util.Iterator;
import java.util.stream.Stream;

/// Lines one after the other, and the dot behind them.
final class Listing implements MultiLine {

    private final Iterator<String> lines;

    Listing(Stream<String> lines) {
        this.lines = Stream.concat(lines, Stream.of(".")).iterator();
    }

    @Override
    public Piece next() {
        return lines.hasNext() ? new Piece.Octets(Pop3Answer.line(lines.next())) : new Piece.End();
    }
}
