package org.kadec21.modem.ppp.ip.tcp;

/// So many within such a span, then none until the next one begins.
public final class Budget {

    private final int most;
    private final long span;
    private int used;
    private long began;
    private boolean begun;

    /// @param span nanoseconds
    public Budget(int most, long span) {
        this.most = most;
        this.span = span;
    }

    /// Uses one up, if there is one left.
    public boolean allows(long now) {
        if (!begun || now - began >= span) {
            begun = true;
            began = now;
            used = 0;
        }
        if (used >= most) {
            return false;
        }
        used++;
        return true;
    }
}
