package org.kadec21.firmware.config;

import org.kadec21.hal.Secret;
import org.kadec21.mailbox.MailboxReader.Account;
import org.kadec21.submission.KeyPin;
import org.kadec21.submission.SigningIdentity;
import org.kadec21.submission.SubmissionPolicy.Tls;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The group `instructions`: a mailbox, and who may write to the unit there.
final class InstructionsBinder {

    private static final int POP3 = 110;
    private static final int POP3S = 995;
    private static final int MOST_SIGNERS = 8;

    /// POP3 has no way to quote a line end.
    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]{1,255}");

    private static final String LINE_WORDS = "1 to 255 characters in one line";

    private static final Words<Tls.Mode> TLS =
            Words.of("required", Tls.Mode.REQUIRED)
                    .or("implicit", Tls.Mode.IMPLICIT)
                    .or("off", Tls.Mode.OFF);

    private InstructionsBinder() {}

    /// @param secure whose key also reads instructions, unless there is one for that
    static Optional<Instructions> instructions(Section top, Optional<SecureMail> secure) {
        return top.findSection("instructions")
                .map(group -> group(group, secure.map(SecureMail::signer)));
    }

    private static Instructions group(Section group, Optional<SigningIdentity> signer) {
        group.knows(
                "host",
                "port",
                "user",
                "password",
                "password-file",
                "tls",
                "ca",
                "pin",
                "signers",
                "key",
                "certificate",
                "poll",
                "airtime-cap",
                "sequence");
        Tls tls = tls(group);
        return new Instructions(
                account(group, tls.mode() == Tls.Mode.IMPLICIT ? POP3S : POP3),
                tls,
                signers(group),
                reader(group).or(() -> signer),
                group.find("poll").map(Value::positiveDuration).orElse(Duration.ofDays(1)),
                group.find("airtime-cap")
                        .map(value -> value.durationUpTo(UnitBinder.LONGEST_AIRTIME_CAP))
                        .orElse(Duration.ofSeconds(60)),
                group.find("sequence")
                        .map(number -> number.integer(0, Instructions.LAST_SEQUENCE))
                        .orElse(0));
    }

    private static Account account(Section group, int usualPort) {
        Secret password =
                group.secret("password")
                        .filter(secret -> LINE.matcher(secret.reveal()).matches())
                        .orElseThrow(() ->
                                group.wrong(
                                        "expected a password (or password-file) of " + LINE_WORDS));
        return new Account(
                group.value("host").matching(ServerBinder.HOST, "a host name or address"),
                group.find("port").map(port -> port.integer(1, 65_535)).orElse(usualPort),
                group.value("user").matching(LINE, LINE_WORDS),
                password);
    }

    private static Tls tls(Section group) {
        return new Tls(
                group.find("tls").map(tls -> tls.choice(TLS)).orElse(Tls.Mode.REQUIRED),
                group.find("ca").map(group::certificates).orElse(List.of()),
                pins(group));
    }

    private static List<KeyPin> pins(Section group) {
        return group.values("pin").stream().map(ServerBinder::pin).toList();
    }

    private static List<X509Certificate> signers(Section group) {
        List<X509Certificate> signers =
                group.values("signers").stream()
                        .map(named -> group.certificates(named).getFirst())
                        .toList();
        if (signers.isEmpty() || signers.size() > MOST_SIGNERS) {
            throw group.wrong(
                    "expected 1 to "
                            + MOST_SIGNERS
                            + " files of certificates under 'signers', but came "
                            + signers.size());
        }
        return signers;
    }

    private static Optional<SigningIdentity> reader(Section group) {
        if (group.has("key") != group.has("certificate")) {
            throw group.wrong("expected key and certificate together, but came one of them");
        }
        return group.find("key")
                .map(key -> {
                    try {
                        return SigningIdentity.fromPem(
                                group.content(key), group.certificates(group.value("certificate")));
                    } catch (GeneralSecurityException unusable) {
                        throw group.wrong(String.valueOf(unusable.getMessage()));
                    }
                });
    }
}
