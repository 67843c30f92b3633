package org.kadec21.modem.ppp;

import org.kadec21.modem.ppp.link.LinkCommand.Stage;
import org.kadec21.modem.ppp.link.LinkEnd;
import org.kadec21.modem.ppp.link.LinkTerms;

/// Told how a call goes, while a task holds the baton. It must not wait.
public interface PppObserver {

    /// Nobody.
    PppObserver NONE = new PppObserver() {};

    /// The module connected the call.
    ///
    /// @param command what was dialled
    /// @param rate what the module said behind CONNECT, often nothing
    default void connected(String command, String rate) {}

    /// A step towards the link is done.
    default void reached(Stage stage, String words) {}

    /// The link carries packets.
    default void up(LinkTerms terms) {}

    /// The link has ended.
    default void down(LinkEnd end) {}
}
