package org.kadec21.simulation.provider.page;

import org.kadec21.simulation.provider.http.Form;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.mailbox.MailSettings;
import org.kadec21.simulation.provider.mailbox.MemberLog;
import org.kadec21.simulation.provider.mailbox.SpamHandling;
import org.kadec21.simulation.provider.mailbox.Subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The spam filter: ordering, changing, cancelling it, the log of that, and what it kept out.
record SpamRoom(Accounts accounts, MemberLog mails, SettingsLog log) implements Room {

    private static final String HANDLING = "handling";

    @Override
    public String name() {
        return "spam";
    }

    @Override
    public Html show(Guest guest, Typed typed) {
        Texts texts = guest.texts();
        String user = guest.account().user();
        boolean ordered = ordered(guest);
        Html current =
                Html.tag("p")
                        .with("class", ordered ? "state on" : "state")
                        .text(texts.of(ordered ? "spam.on" : "spam.off"));
        Html order =
                Forms.form(
                        guest.visit(),
                        "/spam/order",
                        handling(guest, typed),
                        Forms.button(texts.of(ordered ? "spam.change" : "spam.order")));
        Html cancel =
                ordered
                        ? Forms.form(
                                guest.visit(),
                                "/spam/cancel",
                                Forms.quietButton(texts.of("spam.cancel")))
                        : Html.nothing();
        return Html.of(
                Tables.card(
                        texts.of("spam.title"),
                        Tables.paragraph(texts.of("spam.about")),
                        current,
                        order,
                        cancel),
                Tables.settings(guest, log.entries(user, name())),
                DeletedMails.card(texts, "spam.log", mails.entries(user, MemberLog.Reason.SPAM)));
    }

    private static Html handling(Guest guest, Typed typed) {
        Texts texts = guest.texts();
        List<Forms.Option> options = new ArrayList<>();
        for (SpamHandling handling : SpamHandling.values()) {
            options.add(new Forms.Option(word(handling), texts.of(text(handling))));
        }
        return Forms.choice(
                HANDLING,
                texts.of("spam.handling"),
                options,
                word(guest.account().settings().spam()),
                typed);
    }

    @Override
    public Outcome post(String action, Form form, Guest guest) {
        return switch (action) {
            case "order" -> order(form, guest);
            case "cancel" -> {
                keep(guest.account(), settings(guest).with(Subscription.SPAM_FILTER, false));
                yield Outcome.Done.of("spam.cancelled");
            }
            default -> new Outcome.Unknown();
        };
    }

    private Outcome order(Form form, Guest guest) {
        Texts texts = guest.texts();
        Optional<SpamHandling> handling = handling(form.field(HANDLING));
        if (handling.isEmpty()) {
            return new Outcome.Again(
                    Typed.of(form).wrong(HANDLING, texts.of("spam.handling-wrong")));
        }
        boolean change = ordered(guest);
        keep(
                guest.account(),
                settings(guest).with(Subscription.SPAM_FILTER, true).withSpam(handling.get()));
        return Outcome.Done.of((change ? "spam.changed-" : "spam.ordered-") + word(handling.get()));
    }

    private void keep(Account account, MailSettings settings) {
        accounts.replace(account.withSettings(settings));
    }

    private static boolean ordered(Guest guest) {
        return settings(guest).has(Subscription.SPAM_FILTER);
    }

    private static MailSettings settings(Guest guest) {
        return guest.account().settings();
    }

    private static Optional<SpamHandling> handling(String word) {
        for (SpamHandling handling : SpamHandling.values()) {
            if (word(handling).equals(word)) {
                return Optional.of(handling);
            }
        }
        return Optional.empty();
    }

    private static String word(SpamHandling handling) {
        return handling.name().toLowerCase(Locale.ROOT);
    }

    private static String text(SpamHandling handling) {
        return "spam.handling-" + word(handling);
    }
}
