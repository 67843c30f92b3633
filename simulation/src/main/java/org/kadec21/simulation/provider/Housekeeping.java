package org.kadec21.simulation.provider;

import org.kadec21.hal.Journal;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.simulation.provider.mailbox.MailStore;
import org.kadec21.simulation.provider.mailbox.MailStoreException;
import org.kadec21.simulation.provider.mailbox.StoredMail;
import org.kadec21.simulation.provider.policy.ProviderPolicy;
import org.kadec21.simulation.provider.policy.Retention;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// Deletes mail that has been kept for as long as the policy promises: at the beginning of each of
/// the provider's days.
final class Housekeeping {

    private final ProviderPolicy policy;
    private final MailStore mailboxes;
    private final Time time;
    private final Tasks tasks;
    private final Journal journal;

    Housekeeping(Provider provider, Time time, Tasks tasks, Journal journal) {
        this.policy = provider.policy();
        this.mailboxes = provider.mailboxes();
        this.time = time;
        this.tasks = tasks;
        this.journal = journal;
    }

    /// Works for ever.
    void run() {
        while (true) {
            sweep(time.now());
            tasks.sleepUntil(Calendar.when(time, nextDay(time.now())));
        }
    }

    private Instant nextDay(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, policy.zone());
        return today.plusDays(1).atStartOfDay(policy.zone()).toInstant();
    }

    private void sweep(Instant now) {
        Retention retention = policy.at(now).retention();
        for (String address : mailboxes.addresses()) {
            List<String> over =
                    mailboxes.mails(address).stream()
                            .filter(mail -> retention.isOver(mail.arrival(), now))
                            .map(StoredMail::uniqueId)
                            .toList();
            if (!over.isEmpty()) {
                delete(address, over);
            }
        }
    }

    /// What cannot be deleted today is tried again tomorrow.
    private void delete(String address, List<String> over) {
        try {
            mailboxes.delete(address, over);
            journal.event("mail.expired", "address", address, "count", over.size());
        } catch (MailStoreException failed) {
            journal.event("store.failed", "reason", String.valueOf(failed.getMessage()));
        }
    }
}
