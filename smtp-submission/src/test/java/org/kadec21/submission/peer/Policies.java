package org.kadec21.submission.peer;

import org.kadec21.hal.Secret;
import org.kadec21.submission.Limits;
import org.kadec21.submission.OutgoingMail;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionPolicy.Auth;
import org.kadec21.submission.SubmissionPolicy.Tls;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;

/// Policies and mails of the tests.
public final class Policies {

    public static final String PASSWORD = "tanstaaftanstaaf";

    /// The catalogue's common prefix, up to a logged-in session.
    public static final String LOGGED_IN =
            """
            < 220 x ESMTP
            > EHLO unit.test
            < 250-x
            < 250-PIPELINING
            < 250-SIZE 35000000
            < 250 AUTH PLAIN LOGIN
            > AUTH PLAIN AHRpbQB0YW5zdGFhZnRhbnN0YWFm
            < 235 ok
            """;

    /// As [#LOGGED_IN], at a server that takes BDAT.
    public static final String LOGGED_IN_CHUNKING =
            LOGGED_IN.replace("250 AUTH", "250-CHUNKING\n< 250 AUTH");

    /// The envelope group with DATA for one recipient, accepted.
    public static final String ENVELOPE =
            """
            > MAIL FROM:<unit@unit.test> SIZE=[0-9]+
            > RCPT TO:<a@example.test>
            > DATA
            < 250 ok
            < 250 ok
            < 354 go
            """;

    private Policies() {}

    public static SubmissionPolicy clear() {
        return with(account("PLAIN", "LOGIN"), new Tls(Tls.Mode.OFF, List.of()));
    }

    public static SubmissionPolicy tls(Tls.Mode mode, X509Certificate... anchors) {
        return with(
                new Auth.Password("tim", Secret.of(PASSWORD), List.of("PLAIN", "LOGIN"), false),
                new Tls(mode, List.of(anchors)));
    }

    public static Auth account(String... mechanisms) {
        return new Auth.Password("tim", Secret.of(PASSWORD), List.of(mechanisms), true);
    }

    public static SubmissionPolicy with(Auth auth, Tls tls) {
        return new SubmissionPolicy(MailWorld.HOST, 587, "unit.test", auth, tls, Limits.standard());
    }

    public static OutgoingMail mail(String... recipients) {
        return mail("Subject: test\r\n\r\nbody\r\n.dotted\r\n", recipients);
    }

    public static OutgoingMail mail(String content, String[] recipients) {
        return new OutgoingMail(
                "m1",
                "unit@unit.test",
                recipients.length == 0 ? List.of("a@example.test") : List.of(recipients),
                content.getBytes(StandardCharsets.UTF_8),
                0);
    }
}
