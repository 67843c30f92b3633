package org.kadec21.submission;

import java.util.ArrayList;
import java.util.List;

/// The steps of one mail, in groups that go out in one write each (RFC 2920 3.1): as few turns as
/// the server's extensions allow.
///
/// With PIPELINING and CHUNKING all of it is one group and one turn. A body above
/// [#GROUPED_BODY_BYTES] waits for the recipients to be accepted, so that a refusal does not cost
/// its airtime.
record Plan(List<List<Step>> groups) {

    static final int GROUPED_BODY_BYTES = 32 * 1024;

    /// The plan for one mail.
    ///
    /// @param recipients those to name, by their index in the mail
    static Plan of(
            Capabilities server, List<Integer> recipients, int bodyBytes, boolean resetFirst) {
        List<Step> envelope = new ArrayList<>();
        if (resetFirst) {
            envelope.add(new Step.Reset());
        }
        envelope.add(new Step.Mail());
        recipients.forEach(index -> envelope.add(new Step.Recipient(index)));
        if (server.chunking()) {
            return server.pipelining() && bodyBytes <= GROUPED_BODY_BYTES
                    ? new Plan(List.of(with(envelope, new Step.Chunk())))
                    : new Plan(groups(server, envelope, new Step.Chunk()));
        }
        return new Plan(groups(server, with(envelope, new Step.Data()), new Step.Body()));
    }

    private static List<List<Step>> groups(Capabilities server, List<Step> first, Step last) {
        List<List<Step>> groups = new ArrayList<>();
        if (server.pipelining()) {
            groups.add(first);
        } else {
            first.forEach(step -> groups.add(List.of(step)));
        }
        groups.add(List.of(last));
        return List.copyOf(groups);
    }

    private static List<Step> with(List<Step> steps, Step last) {
        List<Step> all = new ArrayList<>(steps);
        all.add(last);
        return List.copyOf(all);
    }
}
