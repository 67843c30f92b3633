package org.kadec21.simulation.provider.page;

import org.kadec21.hal.Secret;
import org.kadec21.simulation.provider.http.Form;
import org.kadec21.simulation.provider.mailbox.Account;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;

/// Passwords on the page: compared in a time that tells nothing, and guessed at only so often.
record PasswordCheck(LoginGuard guard) {

    /// The field of a form that asks for the password again.
    static final String CURRENT = "current";

    static boolean fits(Account account, String password) {
        return MessageDigest.isEqual(
                account.password().revealBytes(), Secret.of(password).revealBytes());
    }

    /// `typed` with an error unless the form holds the customer's password: a browser left alone is
    /// not enough to take an account over.
    Typed again(Typed typed, Form form, Guest guest) {
        String user = guest.account().user();
        Texts texts = guest.texts();
        Optional<Duration> wait = guard.mustWait(user, guest.address(), guest.now());
        if (wait.isPresent()) {
            return typed.wrong(CURRENT, texts.of("login.wait", minutes(wait.get())));
        }
        if (!fits(guest.account(), form.exact(CURRENT))) {
            guard.failed(user, guest.address(), guest.now());
            return typed.wrong(CURRENT, texts.of("password.current-wrong"));
        }
        return typed;
    }

    Html field(Guest guest, Typed typed) {
        return Forms.password(
                CURRENT,
                guest.texts().of("password.current"),
                Optional.empty(),
                "current-password",
                typed);
    }

    /// Whole minutes, rounded up.
    static long minutes(Duration wait) {
        return wait.plusSeconds(59).toMinutes();
    }
}
