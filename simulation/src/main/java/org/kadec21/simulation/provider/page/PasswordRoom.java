package org.kadec21.simulation.provider.page;

import org.kadec21.hal.Secret;
import org.kadec21.simulation.provider.http.Form;
import org.kadec21.simulation.provider.mailbox.Accounts;

import java.util.Optional;
import java.util.regex.Pattern;

/// Changing the mail password: from then on POP3 and SMTP AUTH want the new one.
record PasswordRoom(Accounts accounts, PasswordCheck check, Visits visits) implements Room {

    private static final String NEW = "new";
    private static final String REPEATED = "repeated";

    /// Printable ASCII without a space: what every mail program can type and every mechanism carry.
    private static final Pattern ALLOWED = Pattern.compile("[\\x21-\\x7e]{8,64}");

    private static final Pattern LETTER = Pattern.compile("[A-Za-z]");
    private static final Pattern OTHER = Pattern.compile("[^A-Za-z]");

    @Override
    public String name() {
        return "password";
    }

    @Override
    public Html show(Guest guest, Typed typed) {
        Texts texts = guest.texts();
        return Tables.card(
                texts.of("password.title"),
                Tables.paragraph(texts.of("password.about")),
                Forms.form(
                        guest.visit(),
                        "/password",
                        check.field(guest, typed),
                        Forms.password(
                                NEW,
                                texts.of("password.new"),
                                Optional.of(texts.of("password.rule")),
                                "new-password",
                                typed),
                        Forms.password(
                                REPEATED,
                                texts.of("password.repeated"),
                                Optional.empty(),
                                "new-password",
                                typed),
                        Forms.button(texts.of("password.button"))));
    }

    @Override
    public Outcome post(String action, Form form, Guest guest) {
        if (!action.isEmpty()) {
            return new Outcome.Unknown();
        }
        Texts texts = guest.texts();
        String wanted = form.exact(NEW);
        Typed typed = check.again(Typed.of(form), form, guest);
        boolean strong =
                ALLOWED.matcher(wanted).matches()
                        && LETTER.matcher(wanted).find()
                        && OTHER.matcher(wanted).find();
        if (!strong) {
            typed = typed.wrong(NEW, texts.of("password.rule"));
        } else if (wanted.equals(form.exact(PasswordCheck.CURRENT))
                || wanted.equalsIgnoreCase(guest.account().user())
                || wanted.equalsIgnoreCase(guest.account().address())) {
            typed = typed.wrong(NEW, texts.of("password.same"));
        }
        if (!wanted.equals(form.exact(REPEATED))) {
            typed = typed.wrong(REPEATED, texts.of("password.differs"));
        }
        if (!typed.isRight()) {
            return new Outcome.Again(typed);
        }
        accounts.replace(guest.account().withPassword(Secret.of(wanted)));
        visits.endOthers(guest.account().user(), guest.visit());
        return Outcome.Done.of("password.done");
    }
}
