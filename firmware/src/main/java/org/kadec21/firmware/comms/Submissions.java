package org.kadec21.firmware.comms;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Time;
import org.kadec21.submission.ServerMemory;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionSession;
import org.kadec21.submission.Submitter;

import javax.net.SocketFactory;

/// Opens connections to submission servers.
@FunctionalInterface
public interface Submissions {

    /// As [Submitter#open].
    SubmissionSession open(SubmissionPolicy policy, SocketFactory sockets, Deadline overall);

    /// By SMTP, with one memory of what servers have shown.
    static Submissions bySmtp(Time time, Randomness randomness) {
        ServerMemory memory = new ServerMemory();
        return (policy, sockets, overall) ->
                new Submitter(policy, time, randomness, memory).open(sockets, overall);
    }
}
