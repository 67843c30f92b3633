package org.kadec21.firmware.comms;

import org.kadec21.submission.Outcome.Deferred;

import java.util.Optional;
import java.util.function.BooleanSupplier;

import javax.net.SocketFactory;

/// What else a unit does while it is online, after its mails. Called by the task that communicates.
public interface OnlineWork {

    /// Nothing else.
    OnlineWork NONE =
            new OnlineWork() {
                @Override
                public void whileOnline(
                        SocketFactory sockets,
                        Optional<Deferred> failure,
                        BooleanSupplier isAlarmWaiting) {}

                @Override
                public void windowEnded(WindowResult result) {}
            };

    /// The mails are done, or failed; the bearer stands. Must be bounded in time and bytes.
    ///
    /// @param failure how the last connection to a server failed
    /// @param isAlarmWaiting asked between steps: an alarm goes first, the rest can wait
    void whileOnline(
            SocketFactory sockets, Optional<Deferred> failure, BooleanSupplier isAlarmWaiting);

    /// The unit is offline again.
    void windowEnded(WindowResult result);
}
