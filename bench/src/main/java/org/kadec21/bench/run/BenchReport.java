package org.kadec21.bench.run;

import org.kadec21.bench.check.DeliveredMail;
import org.kadec21.bench.check.ExpectedAlarm;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.check.StationFile;
import org.kadec21.mailbox.ReceivedMail;
import org.kadec21.modem.Usage;
import org.kadec21.simulation.supply.SupplyReport;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// How a bench run ended.
///
/// @param verdict the mailbox held against the station's file
/// @param module what was plugged into the unit, in words
/// @param failure why the unit's last call failed, if it did
/// @param settled whether the unit had nothing left to send
/// @param logins submission sessions by mechanism and protection, as `PLAIN inside TLS`, in the
///   order of their first use
/// @param usage what communication has cost
/// @param supply what the unit drew by its file's figures, and how its battery did
/// @param journalSha256 the run's identity
/// @param virtualTime how long the world lived
/// @param delivered what the first recipient got
/// @param mailboxes every recipient's mails, by address
public record BenchReport(
        Verdict verdict,
        String module,
        Optional<String> failure,
        boolean settled,
        SequencedMap<String, Integer> logins,
        Usage usage,
        SupplyReport supply,
        long seed,
        String journalSha256,
        Instant start,
        Instant end,
        Duration virtualTime,
        StationFile station,
        List<ExpectedAlarm> expectedAlarms,
        List<DeliveredMail> delivered,
        SequencedMap<String, List<ReceivedMail>> mailboxes) {

    /// The mailbox of the recipient who is looked at first.
    public List<ReceivedMail> mailbox() {
        return mailboxes.firstEntry().getValue();
    }
}
