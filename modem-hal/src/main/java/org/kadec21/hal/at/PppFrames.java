package org.kadec21.hal.at;

/// Recognises PPP in what should be lines (RFC 1662 3.1): a flag, then address and control, plain or
/// escaped, or a compressed header and an IP packet. Nothing a module says in command mode looks
/// like that.
final class PppFrames {

    private static final String FLAG = "~";

    private PppFrames() {}

    static boolean areIn(CharSequence heard) {
        String text = heard.toString();
        return text.contains(FLAG)
                && (text.contains("~\u00ff}#")
                        || text.contains("~\u00ff\u0003")
                        || text.contains("~!E"));
    }
}
