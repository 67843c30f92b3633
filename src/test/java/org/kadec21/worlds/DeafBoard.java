package org.kadec21.worlds;

import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Flash;
import org.kadec21.hal.Journal;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Network;
import org.kadec21.hal.Ports;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.SerialLink;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;

import java.util.HexFormat;
import java.util.List;

/// Another's board, but its module stays in data mode once its link is to end: nothing that is said
/// to it then has an effect, nor has any wire.
final class DeafBoard implements Board {

    /// The head of a frame with LCP's Terminate-Request, as it crosses a line (RFC 1662 7.1).
    private static final String TERMINATE = "c0217d25";

    private final Board board;
    private boolean deaf;

    DeafBoard(Board board) {
        this.board = board;
    }

    @Override
    public Time time() {
        return board.time();
    }

    @Override
    public Tasks tasks() {
        return board.tasks();
    }

    @Override
    public Randomness randomness() {
        return board.randomness();
    }

    @Override
    public Journal journal() {
        return board.journal();
    }

    @Override
    public Flash flash() {
        return board.flash();
    }

    @Override
    public Network network() {
        return board.network();
    }

    @Override
    public Supply supply() {
        return board.supply();
    }

    @Override
    public ModulePower modulePower() {
        return new Wires();
    }

    @Override
    public Ports ports() {
        return new Ports() {
            @Override
            public List<Port> list() {
                return board.ports().list();
            }

            @Override
            public SerialLink open(String name, int bitsPerSecond) throws LinkException {
                return new Line(board.ports().open(name, bitsPerSecond));
            }
        };
    }

    private final class Wires implements ModulePower {

        @Override
        public boolean hasPowerKey() {
            return board.modulePower().hasPowerKey();
        }

        @Override
        public boolean pressPowerKey() {
            return !deaf && board.modulePower().pressPowerKey();
        }

        @Override
        public boolean pulseReset() {
            return !deaf && board.modulePower().pulseReset();
        }

        @Override
        public boolean cycleSupply() {
            return !deaf && board.modulePower().cycleSupply();
        }
    }

    private final class Line implements SerialLink {

        private final SerialLink line;

        Line(SerialLink line) {
            this.line = line;
        }

        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline)
                throws LinkException {
            int count = line.read(buffer, offset, length, deadline);
            while (deaf && count > 0) {
                count = line.read(buffer, offset, length, deadline);
            }
            return count;
        }

        @Override
        public void write(byte[] bytes, int offset, int length, Deadline deadline)
                throws LinkException {
            deaf |= HexFormat.of().formatHex(bytes, offset, offset + length).contains(TERMINATE);
            if (!deaf) {
                line.write(bytes, offset, length, deadline);
            }
        }

        @Override
        public void setBaudRate(int bitsPerSecond) throws LinkException {
            line.setBaudRate(bitsPerSecond);
        }

        @Override
        public void setDtr(boolean on) throws LinkException {
            if (!deaf) {
                line.setDtr(on);
            }
        }

        @Override
        public void discardInput() throws LinkException {
            line.discardInput();
        }

        @Override
        public void close() {
            line.close();
        }
    }
}
