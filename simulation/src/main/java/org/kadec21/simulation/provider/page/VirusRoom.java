package org.kadec21.simulation.provider.page;

import org.kadec21.simulation.provider.http.Form;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.mailbox.MemberLog;
import org.kadec21.simulation.provider.mailbox.Subscription;
import org.kadec21.simulation.provider.policy.ProviderPolicy;
import org.kadec21.simulation.provider.policy.VirusCheck;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The check of outgoing mail: what it found, and buying it as long as it is not free for
/// everybody.
record VirusRoom(ProviderPolicy policy, Accounts accounts, MemberLog mails, SettingsLog log)
        implements Room {

    @Override
    public String name() {
        return "virus";
    }

    @Override
    public Html show(Guest guest, Typed typed) {
        Texts texts = guest.texts();
        String user = guest.account().user();
        return Html.of(
                Tables.card(
                        texts.of("virus.title"),
                        Tables.paragraph(texts.of("virus.about")),
                        state(guest)),
                DeletedMails.card(texts, "virus.log", mails.entries(user, MemberLog.Reason.VIRUS)),
                Tables.settings(guest, log.entries(user, name())));
    }

    private Html state(Guest guest) {
        Texts texts = guest.texts();
        return switch (guest.rules().virusCheck()) {
            case NOBODY -> Html.tag("p").with("class", "state").text(texts.of("virus.not-offered"));
            case EVERYBODY ->
                    Html.tag("p")
                            .with("class", "state on")
                            .text(
                                    freeSince()
                                            .map(since -> texts.of("virus.free", texts.day(since)))
                                            .orElseGet(() -> texts.of("virus.free-always")));
            case SUBSCRIBERS -> offer(guest);
        };
    }

    private Html offer(Guest guest) {
        Texts texts = guest.texts();
        boolean bought = bought(guest);
        Html announced =
                freeSince()
                        .map(since ->
                                Tables.paragraph(texts.of("virus.announced", texts.day(since))))
                        .orElse(Html.nothing());
        return Html.of(
                Html.tag("p")
                        .with("class", bought ? "state on" : "state")
                        .text(texts.of(bought ? "virus.on" : "virus.off")),
                announced,
                Forms.form(
                        guest.visit(),
                        bought ? "/virus/cancel" : "/virus/order",
                        bought
                                ? Forms.quietButton(texts.of("virus.cancel"))
                                : Forms.button(texts.of("virus.order"))));
    }

    /// From when on it is free for everybody; empty when it always was, or never will be.
    private Optional<Instant> freeSince() {
        return policy.rulesSince().entrySet().stream()
                .filter(entry -> entry.getValue().virusCheck() == VirusCheck.EVERYBODY)
                .map(Map.Entry::getKey)
                .findFirst()
                .filter(since -> since.isAfter(policy.rulesSince().firstKey()));
    }

    @Override
    public Outcome post(String action, Form form, Guest guest) {
        boolean order = action.equals("order");
        if (!order && !action.equals("cancel")) {
            return new Outcome.Unknown();
        }
        if (guest.rules().virusCheck() != VirusCheck.SUBSCRIBERS || bought(guest) == order) {
            return new Outcome.Again(Typed.nothing());
        }
        Account account = guest.account();
        accounts.replace(
                account.withSettings(
                        account.settings().with(Subscription.VIRUS_CHECK_PLUS, order)));
        return Outcome.Done.of(order ? "virus.ordered" : "virus.cancelled");
    }

    private static boolean bought(Guest guest) {
        return guest.account().settings().has(Subscription.VIRUS_CHECK_PLUS);
    }
}
