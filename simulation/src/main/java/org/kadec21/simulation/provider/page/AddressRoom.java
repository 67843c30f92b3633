package org.kadec21.simulation.provider.page;

import org.kadec21.simulation.provider.http.Form;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.mailbox.MailStore;
import org.kadec21.simulation.provider.mailbox.MailStoreException;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Changing the mail address, within its domain: the mails move along, and the old address is
/// unknown from then on.
record AddressRoom(Accounts accounts, MailStore mailboxes, PasswordCheck check, SettingsLog log)
        implements Room {

    /// Changes a customer can make: every address was somebody's, and mail for it may still come.
    static final int CHANGES = 10;

    private static final String LOCAL = "local";
    private static final int LONGEST = 30;
    private static final Pattern ALLOWED =
            Pattern.compile("(?=.{3,30}$)[a-z0-9]+([._-][a-z0-9]+)*");

    /// Names that stand for the provider itself (RFC 2142).
    private static final Pattern RESERVED =
            Pattern.compile(
                    "postmaster|abuse|hostmaster|webmaster|security|noc|root|mailer-daemon");

    @Override
    public String name() {
        return "address";
    }

    @Override
    public Html show(Guest guest, Typed typed) {
        Texts texts = guest.texts();
        return Html.of(
                Tables.card(
                        texts.of("address.title"),
                        Tables.paragraph(texts.of("address.about", guest.account().address())),
                        Forms.form(
                                guest.visit(),
                                "/address",
                                Forms.text(
                                        LOCAL,
                                        texts.of("address.new", domain(guest.account())),
                                        Optional.of(texts.of("address.rule")),
                                        LONGEST,
                                        typed),
                                check.field(guest, typed),
                                Forms.button(texts.of("address.button")))),
                Tables.settings(guest, log.entries(guest.account().user(), name())));
    }

    @Override
    public Outcome post(String action, Form form, Guest guest) {
        if (!action.isEmpty()) {
            return new Outcome.Unknown();
        }
        Texts texts = guest.texts();
        Account account = guest.account();
        String local = form.field(LOCAL).toLowerCase(Locale.ROOT);
        String wanted = local + "@" + domain(account);
        Typed typed = check.again(Typed.of(form), form, guest);
        if (!ALLOWED.matcher(local).matches()) {
            typed = typed.wrong(LOCAL, texts.of("address.rule"));
        } else if (isTaken(wanted) || RESERVED.matcher(local).matches()) {
            typed = typed.wrong(LOCAL, texts.of("address.taken", wanted));
        } else if (log.entries(account.user(), name()).size() >= CHANGES) {
            typed = typed.wrong(LOCAL, texts.of("address.often", CHANGES));
        }
        if (!typed.isRight()) {
            return new Outcome.Again(typed);
        }
        try {
            mailboxes.move(account.address(), wanted);
        } catch (MailStoreException unmoved) {
            return new Outcome.Again(typed.wrong(LOCAL, texts.of("address.unmoved")));
        }
        accounts.replace(account.withAddress(wanted));
        return Outcome.Done.of("address.done", account.address(), wanted);
    }

    /// Whether somebody has it, logs in by it, or mail still lies under it.
    private boolean isTaken(String address) {
        return accounts.named(address).isPresent()
                || accounts.owner(address).isPresent()
                || !mailboxes.mails(address).isEmpty();
    }

    private static String domain(Account account) {
        return account.address().substring(account.address().lastIndexOf('@') + 1);
    }
}
