package org.kadec21.modem.ppp.link;

/// Why a link has ended.
///
/// @param reason what was expected and what came
/// @param advice the next thing to try
public record LinkEnd(Cause cause, String reason, String advice) {

    /// Kinds of ends.
    public enum Cause {
        /// As we wished.
        CLOSED,
        /// The network ended it.
        PEER_CLOSED,
        /// The network never said anything that is PPP.
        NO_ANSWER,
        /// No agreement on the link itself, or on the address.
        NO_AGREEMENT,
        /// The network does not accept who we are.
        LOGIN,
        /// What is sent comes back.
        LOOPED,
        /// The module said that the connection is lost.
        CARRIER_LOST,
        /// The peer answered before, and answers no longer.
        SILENT,
        /// The serial port is dead.
        PORT_LOST
    }

    static LinkEnd closed() {
        return new LinkEnd(Cause.CLOSED, "the link was closed from here", "nothing: all is well");
    }

    static LinkEnd peerClosed(String words) {
        return new LinkEnd(
                Cause.PEER_CLOSED,
                "expected the network to keep the link, it ended it"
                        + (words.isEmpty() ? "" : ": " + words),
                "dial again; if this repeats, ask the carrier whether user, password and access"
                        + " point are right");
    }

    /// @param requests that went
    /// @param came instead of frames; empty where nothing did
    static LinkEnd noAnswer(int requests, String came) {
        return new LinkEnd(
                Cause.NO_ANSWER,
                "expected PPP after CONNECT, no frame came in answer to "
                        + requests
                        + " requests"
                        + (came.isEmpty() ? "" : ", but " + came),
                came.isEmpty()
                        ? "check the number that is dialled and the access point; a module that"
                                + " stays silent may have no packet service"
                        : "check the speed of the line and its flow control, and that the number"
                                + " dialled is the one for packet service");
    }

    static LinkEnd noLink(String what) {
        return new LinkEnd(
                Cause.NO_AGREEMENT,
                "expected the network to agree to a link (LCP), it " + what,
                "dial again; if this repeats, send a capture (--capture) to whoever maintains this"
                        + " unit");
    }

    static LinkEnd noAddress(String what) {
        return new LinkEnd(
                Cause.NO_AGREEMENT,
                "expected the network to give an address (IPCP), " + what,
                "check the access point's name, and that the contract has packet service");
    }

    static LinkEnd noIpv6(String what) {
        return new LinkEnd(
                Cause.NO_AGREEMENT,
                "expected the network to take IPv6 (IPV6CP), " + what,
                "check the access point's name, and ask the carrier whether it has IPv6; 'pdp-type:"
                        + " IPV4V6' takes either");
    }

    static LinkEnd restless() {
        return new LinkEnd(
                Cause.NO_AGREEMENT,
                "expected the network to keep to what was agreed on, it began anew "
                        + LinkAgreement.MOST_RENEWALS
                        + " times and carried nothing in between",
                "dial again; if this repeats, send a capture (--capture) to whoever maintains this"
                        + " unit");
    }

    /// @param stage how far it has come
    static LinkEnd outOfTime(String stage) {
        return new LinkEnd(
                Cause.NO_AGREEMENT,
                "expected a PPP link in the time there was, it came as far as " + stage,
                "allow more time for the call; if this repeats, check coverage and the access"
                        + " point's name");
    }

    static LinkEnd addressChanged() {
        return new LinkEnd(
                Cause.PEER_CLOSED,
                "expected the network to keep our address, it gave another one in the middle: no"
                        + " connection outlives that",
                "dial again; if this repeats, ask the carrier");
    }

    static LinkEnd refused(String how, String words) {
        return new LinkEnd(
                Cause.LOGIN,
                "expected the network to take our name and password by "
                        + how
                        + ", it refused them"
                        + (words.isEmpty() ? "" : ": " + words),
                "check user and password of the packet network in the unit's configuration");
    }

    /// @param wanted what the network would have taken
    static LinkEnd unknownLogin(String wanted, String words) {
        return new LinkEnd(
                Cause.LOGIN,
                "expected the network to take a login by PAP or by CHAP with MD5, it wanted "
                        + wanted
                        + " and ended the link"
                        + (words.isEmpty() ? "" : ": " + words),
                "ask the carrier for an access point with a login by PAP or CHAP, or without one");
    }

    static LinkEnd unansweredLogin(String how) {
        return new LinkEnd(
                Cause.LOGIN,
                "expected an answer to our name and password by " + how + ", none came",
                "dial again; if this repeats, ask the carrier");
    }

    static LinkEnd looped() {
        return new LinkEnd(
                Cause.LOOPED,
                "expected a network behind the call, what is sent comes back: the line is looped",
                "check the cable, and that the module is not in command mode with its echo on");
    }

    static LinkEnd carrierLost(String words) {
        return new LinkEnd(
                Cause.CARRIER_LOST,
                "expected the call to last, the module said " + words,
                "dial again; if this repeats, check coverage and the antenna");
    }

    /// @param asked how often in vain
    static LinkEnd silent(int asked) {
        return new LinkEnd(
                Cause.SILENT,
                "expected answers to LCP echo, which the network gave before; "
                        + asked
                        + " in a row were not answered",
                "dial again; if this repeats, check coverage and the antenna");
    }

    /// @param what the network has done
    static LinkEnd unnumbered(String what) {
        return new LinkEnd(
                Cause.SILENT,
                "expected the network to go on with numbered frames, it " + what,
                "check the cable, the speed of the line and its flow control; dial again, or set"
                        + " 'numbered-mode: never'");
    }

    static LinkEnd portLost(String reason) {
        return new LinkEnd(
                Cause.PORT_LOST, reason, "check the cable and that the module is still plugged in");
    }
}
