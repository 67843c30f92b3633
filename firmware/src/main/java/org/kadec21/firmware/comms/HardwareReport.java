package org.kadec21.firmware.comms;

import org.kadec21.firmware.mail.ReportPost;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.hal.Journal;

/// Tells that the unit's file is wrong about its hardware: to the operator at once, to the journal,
/// and by mail to those who get alarms, once for each thing that is wrong, over restarts too.
final class HardwareReport {

    private static final String TOLD = "hardware.told";

    private final ReportPost post;
    private final StateStore state;
    private final Journal journal;
    private final Notices notices;

    HardwareReport(ReportPost post, StateStore state, Journal journal, Notices notices) {
        this.post = post;
        this.state = state;
        this.journal = journal;
        this.notices = notices;
    }

    /// The file is wrong.
    ///
    /// @param contradiction what was expected, what came, what to try
    void wrong(String contradiction) {
        notices.trouble(contradiction + "; it is used as it is");
        journal.event("hardware.differs", "what", contradiction);
        String told = Integer.toHexString(contradiction.hashCode());
        boolean known = state.get(TOLD).filter(told::equals).isPresent();
        if (!known
                && post.post(
                        new ReportPost.Report(
                                "hardware." + told,
                                "HARDWARE 装置構成 differs from the unit's file",
                                contradiction
                                        + ". The unit uses it as it is and holds nothing back."))) {
            state.put(TOLD, told);
        }
    }
}
