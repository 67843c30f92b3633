package org.kadec21.modem.ppp.numbered;

import java.util.Optional;
import java.util.stream.Stream;

/// A frame with its control field (X.25 2.3.2, modulo 8):
///
/// ```
///   bit       8 7 6    5     4 3 2    1
///   I         N(R)    P     N(S)      0
///   S         N(R)   P/F    S S 0     1      RR 00, RNR 01, REJ 10
///   U         M M M  P/F    M M 1     1      SABM, DISC; UA, DM, FRMR
/// ```
///
/// Whether it is a command or a response tells the address in front: commands carry that of whoever
/// gets them, responses that of whoever sends them.
public sealed interface NumberedFrame {

    /// Whether it asks for an answer (a command), or is the one that was asked for (a response).
    boolean poll();

    /// Whether it is a command.
    boolean command();

    /// The control field.
    int control();

    /// What is behind the control field.
    default byte[] content() {
        return new byte[0];
    }

    /// Carries a piece of a packet, in sequence.
    ///
    /// @param number N(S), its own, 0 to 7
    /// @param expected N(R): all before that one have come
    record Information(int number, int expected, boolean poll, byte[] content)
            implements NumberedFrame {

        @Override
        public boolean command() {
            return true;
        }

        @Override
        public int control() {
            return expected << EXPECTED_AT | (poll ? POLL : 0) | number << NUMBER_AT;
        }
    }

    /// Says what has come.
    record Supervisory(Kind kind, boolean command, int expected, boolean poll)
            implements NumberedFrame {

        @Override
        public int control() {
            return expected << EXPECTED_AT | (poll ? POLL : 0) | kind.code;
        }
    }

    /// Sets up or ends the numbering.
    ///
    /// @param content what a frame reject is about; otherwise nothing
    record Unnumbered(Mode mode, boolean poll, byte[] content) implements NumberedFrame {

        @Override
        public boolean command() {
            return mode == Mode.SABM || mode == Mode.DISC;
        }

        @Override
        public int control() {
            return mode.code | (poll ? POLL : 0);
        }
    }

    /// A control field that means nothing.
    record Unknown(int control, boolean command, boolean poll) implements NumberedFrame {}

    /// What a supervisory frame says.
    enum Kind {
        /// Go on.
        RR(0x01),
        /// Wait.
        RNR(0x05),
        /// Send again from N(R) on.
        REJ(0x09);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    /// What an unnumbered frame says.
    enum Mode {
        /// Begin at number 0.
        SABM(0x2f),
        /// End.
        DISC(0x43),
        /// Agreed.
        UA(0x63),
        /// There are no numbers here.
        DM(0x0f),
        /// A frame came that cannot be.
        FRMR(0x87);

        private final int code;

        Mode(int code) {
            this.code = code;
        }
    }

    int POLL = 0x10;
    int EXPECTED_AT = 5;
    int NUMBER_AT = 1;

    /// Reads a frame.
    ///
    /// @param command whether the address was that of the receiver
    static NumberedFrame of(boolean command, int control, byte[] content) {
        boolean poll = (control & POLL) != 0;
        int expected = control >>> EXPECTED_AT;
        if ((control & 1) == 0 && command) {
            int number = control >>> NUMBER_AT & Limits.MODULO - 1;
            return new Information(number, expected, poll, content);
        }
        Optional<NumberedFrame> known =
                (control & 3) == 1
                        ? Stream.of(Kind.values())
                                .filter(kind -> kind.code == (control & 0x0f))
                                .map(kind -> frame(kind, command, expected, poll))
                                .findFirst()
                        : Stream.of(Mode.values())
                                .filter(mode -> mode.code == (control & ~POLL))
                                .map(mode -> frame(mode, poll, content))
                                .filter(frame -> frame.command() == command)
                                .findFirst();
        return known.orElse(new Unknown(control, command, poll));
    }

    private static NumberedFrame frame(Kind kind, boolean command, int expected, boolean poll) {
        return new Supervisory(kind, command, expected, poll);
    }

    private static NumberedFrame frame(Mode mode, boolean poll, byte[] content) {
        return new Unnumbered(mode, poll, content);
    }
}
