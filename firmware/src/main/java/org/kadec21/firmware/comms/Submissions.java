package org.kadec21.firmware.comms;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Time;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionSession;
import org.kadec21.submission.Submitter;

import javax.net.SocketFactory;

/// Opens connections to submission servers.
@FunctionalInterface
public interface Submissions {

    /// As [Submitter#open].
    SubmissionSession open(SubmissionPolicy policy, SocketFactory sockets, Deadline overall);

    /// By SMTP.
    static Submissions bySmtp(Time time, Randomness randomness) {
        return (policy, sockets, overall) ->
                new Submitter(policy, time, randomness).open(sockets, overall);
    }
}
