package org.kadec21.modem.dialect;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.UrcListener;

import java.util.Optional;

/// TCP/IP over a module: its own stack, reached through its command port, or ours over a call that
/// it makes.
public interface PacketService extends UrcListener {

    /// Why a service did not open.
    ///
    /// @param reason what was expected and what came
    /// @param advice the next thing to try
    record Obstacle(String reason, String advice) {}

    /// Why these are not the module's commands, in one line; empty when they are, as far as it can
    /// be told without the network.
    Optional<String> misfit();

    /// Brings the packet context up; one that is up already is success.
    ///
    /// @return the reply that decided
    Reply open(AccessPoint accessPoint, Deadline deadline);

    /// What kept [#open] from success, where the service knows more than the reply says.
    default Optional<Obstacle> obstacle() {
        return Optional.empty();
    }

    /// Whether this service dials: then a module that has no command to attach (`+CGATT`), as those
    /// of cdma2000, is no reason not to try.
    default boolean dials() {
        return false;
    }

    /// After an [#open] that failed: has the next one go another way.
    ///
    /// @return false when all ways were tried
    default boolean turnsToAnotherWay() {
        return false;
    }

    /// Whether the context is up as far as the module has told.
    boolean isOpen();

    /// Connects to `host`, a name or an address that the network resolves, and `port`.
    ///
    /// @throws LinkException when the module or the network says no, or `deadline` came first; the
    ///   message says which
    ByteLink connect(String host, int port, Deadline deadline) throws LinkException;

    /// Closes what is open and brings the context down.
    void close(Deadline deadline);

    /// The module restarted or lost its port: every connection is dead.
    void lost(String reason);
}
