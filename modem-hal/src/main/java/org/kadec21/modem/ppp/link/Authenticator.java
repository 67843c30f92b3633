package org.kadec21.modem.ppp.link;

import org.kadec21.hal.Deadline;

import java.util.List;

/// Tells the peer who we are, in the way it has asked for.
sealed interface Authenticator permits PapLogin, ChapLogin {

    /// What follows from an event.
    sealed interface Step {

        record Send(ControlPacket packet) implements Step {}

        /// The peer knows us now.
        record Accepted() implements Step {}

        /// The peer does not want us.
        ///
        /// @param words what it said about that
        record Refused(String words) implements Step {}

        /// The peer does not answer.
        record Unanswered() implements Step {}
    }

    /// The number of its protocol.
    int protocol();

    /// Its name in the RFCs.
    String name();

    List<Step> begin(Deadline now);

    List<Step> received(ControlPacket packet, Deadline now);

    List<Step> woken(Deadline now);

    /// When [#woken(Deadline)] is due.
    Deadline wakeAt();
}
