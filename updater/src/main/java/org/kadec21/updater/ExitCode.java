package org.kadec21.updater;

/// Exit codes (`sysexits.h`), as every command of the product has them.
final class ExitCode {

    static final int OK = 0;
    static final int USAGE = 64;
    static final int REFUSED = 65;
    static final int UNAVAILABLE = 69;
    static final int BUG = 70;
    static final int IN_USE = 75;
    static final int CONFIGURATION = 78;

    private ExitCode() {}
}
