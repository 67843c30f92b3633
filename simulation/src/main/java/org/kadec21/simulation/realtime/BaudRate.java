package org.kadec21.simulation.realtime;

import java.util.OptionalInt;

/// The codes that Linux keeps in `struct termios` for the usual speeds (`asm-generic/termbits.h`).
enum BaudRate {
    B300(0x7, 300),
    B1200(0x9, 1200),
    B2400(0xB, 2400),
    B4800(0xC, 4800),
    B9600(0xD, 9600),
    B19200(0xE, 19200),
    B38400(0xF, 38400),
    B57600(0x1001, 57600),
    B115200(0x1002, 115200),
    B230400(0x1003, 230400),
    B460800(0x1004, 460800),
    B921600(0x1007, 921600);

    private final int code;
    private final int bitsPerSecond;

    BaudRate(int code, int bitsPerSecond) {
        this.code = code;
        this.bitsPerSecond = bitsPerSecond;
    }

    /// The speed in bit/s. C libraries from glibc 2.42 on answer the speed itself instead of the
    /// code.
    static OptionalInt ofCode(int code) {
        for (BaudRate rate : values()) {
            if (rate.code == code || rate.bitsPerSecond == code) {
                return OptionalInt.of(rate.bitsPerSecond);
            }
        }
        return OptionalInt.empty();
    }
}
