package org.kadec21.simulation.provider.page;

import org.kadec21.simulation.provider.dialogue.Action;
import org.kadec21.simulation.provider.http.Form;
import org.kadec21.simulation.provider.http.HttpResponse;
import org.kadec21.simulation.provider.http.HttpSite.Browser;
import org.kadec21.simulation.provider.http.Status;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Lets customers in: the same name and password as for mail.
final class LoginDesk {

    static final String PATH = "/login";

    private static final String USER = "user";
    private static final String PASSWORD = "password";
    private static final int LONGEST_USER = 100;

    private final Accounts accounts;
    private final Visits visits;
    private final LoginGuard guard;
    private final Frame frame;

    LoginDesk(Accounts accounts, Visits visits, LoginGuard guard, Frame frame) {
        this.accounts = accounts;
        this.visits = visits;
        this.guard = guard;
        this.frame = frame;
    }

    /// What became of a login.
    sealed interface Outcome {

        record In(Visit visit, Action.Note note) implements Outcome {}

        record Out(HttpResponse response) implements Outcome {}
    }

    HttpResponse show(Visit visit, Texts texts, Status status, Typed typed) {
        Html form =
                Forms.form(
                        visit,
                        PATH,
                        Forms.text(
                                USER,
                                texts.of("login.user"),
                                Optional.of(texts.of("login.hint")),
                                LONGEST_USER,
                                typed),
                        Forms.password(
                                PASSWORD,
                                texts.of("login.password"),
                                Optional.empty(),
                                "current-password",
                                typed),
                        Forms.button(texts.of("login.button")));
        Html notice =
                visit.takeNotice()
                        .map(said ->
                                Html.tag("p")
                                        .with("role", "status")
                                        .with("class", "notice")
                                        .text(said))
                        .orElse(Html.nothing());
        return frame.outside(
                status,
                texts,
                PATH,
                texts.of("login.title"),
                Html.of(notice, Html.tag("section").with("class", "login").around(form)));
    }

    Outcome logIn(Visit visit, Form form, Texts texts, Browser browser, Instant now) {
        String name = form.field(USER);
        Optional<Account> account =
                name.length() > LONGEST_USER ? Optional.empty() : accounts.named(name);
        // one count for a customer, by whichever of the two names
        String counted = account.map(Account::user).orElse(shortened(name));
        Optional<Duration> wait = guard.mustWait(counted, browser.address(), now);
        if (wait.isPresent()) {
            String sentence = texts.of("login.wait", PasswordCheck.minutes(wait.get()));
            return new Outcome.Out(
                    show(
                                    visit,
                                    texts,
                                    Status.TOO_MANY_REQUESTS,
                                    Typed.of(form).wrong(PASSWORD, sentence))
                            .withRetryAfter(wait.get().plusSeconds(1))
                            .noting(Action.Note.of("auth.blocked", "user", counted)));
        }
        boolean fits = account.filter(a -> PasswordCheck.fits(a, form.exact(PASSWORD))).isPresent();
        if (account.isEmpty() || !fits) {
            guard.failed(counted, browser.address(), now);
            return new Outcome.Out(
                    show(
                                    visit,
                                    texts,
                                    Status.UNPROCESSABLE,
                                    Typed.of(form).wrong(PASSWORD, texts.of("login.wrong")))
                            .noting(Action.Note.of("auth.failed", "user", counted)));
        }
        guard.succeeded(counted);
        return new Outcome.In(
                visits.logIn(visit, counted, now), Action.Note.of("auth.ok", "user", counted));
    }

    private static String shortened(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST_USER));
    }
}
