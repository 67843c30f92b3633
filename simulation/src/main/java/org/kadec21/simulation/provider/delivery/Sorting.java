package org.kadec21.simulation.provider.delivery;

import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.mailbox.FilterRule;
import org.kadec21.simulation.provider.mailbox.IncomingMail;
import org.kadec21.simulation.provider.mailbox.Subscription;
import org.kadec21.simulation.provider.policy.ProviderPolicy;
import org.kadec21.simulation.provider.policy.VirusCheck;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides what becomes of accepted mail, by the policy of the day and the customers' settings.
/// Does nothing itself.
public final class Sorting {

    private final ProviderPolicy policy;
    private final Accounts accounts;

    public Sorting(ProviderPolicy policy, Accounts accounts) {
        this.policy = policy;
        this.accounts = accounts;
    }

    /// The fates of a mail: one for all its recipients, or one for each in their order.
    public List<Fate> sort(IncomingMail mail, Instant now) {
        MailText text = new MailText(mail.content());
        Optional<Fate> whole = infected(mail, text, now).or(() -> held(mail, now));
        if (whole.isPresent()) {
            return List.of(whole.get());
        }
        List<Fate> fates = new ArrayList<>();
        for (String recipient : mail.recipients()) {
            fates.add(filtered(recipient, text).orElseGet(() -> new Fate.Stored(recipient)));
        }
        return fates;
    }

    private Optional<Fate> infected(IncomingMail mail, MailText text, Instant now) {
        return mail.user()
                .flatMap(accounts::named)
                .filter(sender -> isChecked(sender, now))
                .filter(sender -> text.contains(TestWords.eicar()))
                .map(sender ->
                        new Fate.Infected(
                                sender,
                                TestWords.EICAR_NAME,
                                VirusNotice.to(sender, mail, text, policy.hostName(), now)));
    }

    private boolean isChecked(Account sender, Instant now) {
        VirusCheck check = policy.at(now).virusCheck();
        return switch (check) {
            case NOBODY -> false;
            case SUBSCRIBERS -> sender.settings().has(Subscription.VIRUS_CHECK_PLUS);
            case EVERYBODY -> true;
        };
    }

    /// Mail from elsewhere; customers cannot send at such a time, and what they had sent just
    /// before is delivered.
    private Optional<Fate> held(IncomingMail mail, Instant now) {
        return mail.user().isEmpty() && policy.outageAt(now).isPresent()
                ? Optional.of(new Fate.Held(policy.servedAgain(now)))
                : Optional.empty();
    }

    private Optional<Fate> filtered(String recipient, MailText text) {
        Optional<Account> owner = accounts.owner(recipient);
        if (owner.isEmpty()) {
            return Optional.empty();
        }
        Account account = owner.get();
        if (account.settings().has(Subscription.SPAM_FILTER) && text.contains(TestWords.gtube())) {
            return Optional.of(new Fate.Filtered(account, true, "GTUBE"));
        }
        return account.settings().filters().stream()
                .filter(rule -> text.field(rule.field().header()).filter(rule::matches).isPresent())
                .map(FilterRule::toString)
                .map(rule -> (Fate) new Fate.Filtered(account, false, rule))
                .findFirst();
    }
}
