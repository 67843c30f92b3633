package org.kadec21.bench.recording;

import org.kadec21.bench.transcript.Escapes;

import java.util.List;

/// What the host wrote then, matched against what it writes now.
final class HostLine {

    private final List<Integer> tokens;
    private final boolean echoed;
    private final StringBuilder matched = new StringBuilder();
    private int at;
    private boolean inSecret;

    /// @param answer what the module said next
    HostLine(List<Integer> tokens, List<Integer> answer) {
        this.tokens = tokens;
        echoed = answer.size() >= tokens.size() && answer.subList(0, tokens.size()).equals(tokens);
    }

    static HostLine none() {
        return new HostLine(List.of(), List.of());
    }

    boolean isComplete() {
        return at == tokens.size();
    }

    boolean isEchoed() {
        return echoed && !tokens.isEmpty();
    }

    /// What was written so far, secrets masked, as a person may read it.
    String matched() {
        return matched.toString();
    }

    /// Whether the next byte is as recorded. A secret stands for any bytes up to the one that
    /// follows it, or up to a line end.
    boolean accept(byte b) {
        int value = b & 0xFF;
        while (at < tokens.size() && tokens.get(at) == Escapes.SECRET) {
            if (!endsSecret(value)) {
                matched.append(inSecret ? "" : "***");
                inSecret = true;
                return true;
            }
            inSecret = false;
            at++;
        }
        if (at == tokens.size() || tokens.get(at) != value) {
            return false;
        }
        matched.append(Escapes.escape(b));
        at++;
        return true;
    }

    private boolean endsSecret(int value) {
        boolean last = at + 1 == tokens.size();
        return last ? value == '\r' || value == '\n' : tokens.get(at + 1) == value;
    }
}
