package org.kadec21.firmware.config;

import org.kadec21.firmware.config.ServerList.Failover;
import org.kadec21.hal.Secret;
import org.kadec21.modem.ppp.ip.packet.IpAddress;
import org.kadec21.submission.KeyPin;
import org.kadec21.submission.Limits;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionPolicy.Auth;
import org.kadec21.submission.SubmissionPolicy.Tls;
import org.kadec21.submission.TokenSource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One submission server: what the unit demands of it, held against what its firmware can do.
final class ServerBinder {

    static final Pattern HOST = Pattern.compile("[A-Za-z0-9:\\[\\]]([A-Za-z0-9.:\\[\\]-]{0,250})");

    /// Keys that say how to log in: of no use to a server without accounts.
    static final List<String> ACCOUNT =
            List.of(
                    "user",
                    "password",
                    "password-file",
                    "token",
                    "token-file",
                    "mechanisms",
                    "clear-text");

    private static final List<String> NOT_WITH_TOKEN =
            List.of("password", "password-file", "clear-text");
    private static final List<String> NOT_WITH_PASSWORD = List.of("token", "token-file");
    private static final int MOST_CALLS = 100;
    private static final int MOST_ADDRESSES = 4;
    private static final Words<Kind> AUTH =
            Words.of("password", Kind.PASSWORD).or("token", Kind.TOKEN).or("none", Kind.NONE);
    private static final Words<String> TOKEN_MECHANISMS =
            Words.of("OAUTHBEARER", "OAUTHBEARER").or("XOAUTH2", "XOAUTH2");
    private static final Words<Tls.Mode> TLS =
            Words.of("off", Tls.Mode.OFF)
                    .or("optional", Tls.Mode.OPTIONAL)
                    .or("required", Tls.Mode.REQUIRED)
                    .or("implicit", Tls.Mode.IMPLICIT);
    private static final Words<String> MECHANISMS =
            Words.of("PLAIN", "PLAIN")
                    .or("LOGIN", "LOGIN")
                    .or("CRAM-MD5", "CRAM-MD5")
                    .or("DIGEST-MD5", "DIGEST-MD5")
                    .or("SCRAM-SHA-1", "SCRAM-SHA-1")
                    .or("SCRAM-SHA-256", "SCRAM-SHA-256");

    /// How the unit says who it is.
    private enum Kind {
        PASSWORD,
        TOKEN,
        NONE
    }

    private ServerBinder() {}

    /// The list `servers` with the group `failover`.
    static ServerList servers(Section top, FirmwareProfile firmware, String unitId) {
        List<MailServer> servers =
                top.sections("servers").stream()
                        .map(server -> server(server, firmware, unitId))
                        .toList();
        if (servers.isEmpty()) {
            throw top.wrong(
                    "expected at least one server under 'servers', but came none; a unit without"
                            + " one sends nothing");
        }
        long places = servers.stream().map(MailServer::place).distinct().count();
        if (places < servers.size()) {
            throw top.wrong(
                    "expected each host and port under 'servers' once, but one stands there twice");
        }
        return new ServerList(servers, failover(top));
    }

    private static Failover failover(Section top) {
        Failover usual = Failover.STANDARD;
        return top.findSection("failover")
                .map(failover -> {
                    failover.knows("calls", "outage", "return-after");
                    return new Failover(
                            failover.find("calls")
                                    .map(calls -> calls.integer(1, MOST_CALLS))
                                    .orElse(usual.calls()),
                            failover.find("outage")
                                    .map(Value::positiveDuration)
                                    .orElse(usual.outage()),
                            failover.find("return-after")
                                    .map(Value::positiveDuration)
                                    .orElse(usual.returnAfter()));
                })
                .orElse(usual);
    }

    private static MailServer server(Section server, FirmwareProfile firmware, String unitId) {
        requireKnown(server);
        Optional<String> envelope = server.find("envelope-from").map(MailBinder::address);
        List<String> addresses = addresses(server);
        Instant from = server.find("from").map(Value::moment).orElse(Instant.MIN);
        Instant until = server.find("until").map(Value::moment).orElse(Instant.MAX);
        if (!from.isBefore(until)) {
            throw server.wrong("expected 'until' to be later than 'from', but it is not");
        }
        return new MailServer(policy(server, firmware, unitId), from, until, envelope, addresses);
    }

    private static List<String> addresses(Section server) {
        List<Value> values = server.values("addresses");
        if (values.size() > MOST_ADDRESSES) {
            throw server.wrong(
                    "expected at most "
                            + MOST_ADDRESSES
                            + " addresses, since each is tried in turn, but came "
                            + values.size());
        }
        return values.stream()
                .map(value ->
                        IpAddress.parse(value.text())
                                .map(IpAddress::text)
                                .orElseThrow(() ->
                                        value.wrong(
                                                "an IPv4 or IPv6 address such as 192.0.2.25 or"
                                                        + " 2001:db8::25, in quotes")))
                .toList();
    }

    private static void requireKnown(Section server) {
        server.knows(
                "host",
                "port",
                "auth",
                "user",
                "password",
                "password-file",
                "token",
                "token-file",
                "mechanisms",
                "clear-text",
                "tls",
                "ca",
                "pin",
                "client-name",
                "from",
                "until",
                "envelope-from",
                "addresses");
    }

    /// What can be judged alone comes before what has to fit something else: a reader is told its
    /// own mistake first.
    private static SubmissionPolicy policy(
            Section server, FirmwareProfile firmware, String unitId) {
        int port =
                server.find("port")
                        .map(number -> number.integer(1, 65_535))
                        .orElse(firmware.defaultPort());
        String clientName =
                server.find("client-name")
                        .map(name -> name.matching(HOST, "a host name"))
                        .orElse(unitId);
        Tls tls = tls(server, firmware);
        String host = server.value("host").matching(HOST, "a host name or address");
        Auth auth = auth(server, firmware);
        requireTls(tls.mode(), server, firmware);
        return new SubmissionPolicy(host, port, clientName, auth, tls, Limits.standard());
    }

    private static Auth auth(Section server, FirmwareProfile firmware) {
        Kind kind = server.find("auth").map(auth -> auth.choice(AUTH)).orElse(Kind.PASSWORD);
        if (kind == Kind.NONE) {
            refuse(server, "none", ACCOUNT);
            return new Auth.None();
        }
        if (!firmware.auth()) {
            String problem =
                    "firmware "
                            + firmware.name()
                            + " cannot authenticate; write 'auth: none' for a server that takes"
                            + " that, or choose firmware "
                            + FirmwareProfile.DUAL_BAND_2.name();
            throw server.has("auth")
                    ? server.value("auth").wrongUnshown(problem)
                    : server.wrong(problem);
        }
        return kind == Kind.TOKEN ? token(server) : password(server);
    }

    private static Auth token(Section server) {
        refuse(server, "token", NOT_WITH_TOKEN);
        if (!server.has("user") || server.has("token") == server.has("token-file")) {
            throw server.wrong("expected user and token-file (or token) with 'auth: token'");
        }
        List<String> mechanisms =
                server.values("mechanisms").stream()
                        .map(mechanism -> mechanism.choice(TOKEN_MECHANISMS))
                        .toList();
        return new Auth.Token(
                server.value("user").text(),
                tokens(server),
                mechanisms.isEmpty() ? List.of("OAUTHBEARER", "XOAUTH2") : mechanisms);
    }

    /// A token that stands in the configuration itself came with an instruction.
    private static TokenSource tokens(Section server) {
        if (server.has("token-file")) {
            return server.tokens(server.value("token-file"));
        }
        return new FixedToken(server.secret("token"));
    }

    private record FixedToken(Optional<Secret> token) implements TokenSource {}

    private static Auth password(Section server) {
        refuse(server, "password", NOT_WITH_PASSWORD);
        Optional<Secret> password = server.secret("password").filter(secret -> !secret.isEmpty());
        if (!server.has("user") || password.isEmpty()) {
            throw server.wrong(
                    "expected user and password (or password-file); a server without accounts needs"
                            + " 'auth: none'");
        }
        List<String> mechanisms =
                server.values("mechanisms").stream()
                        .map(mechanism -> mechanism.choice(MECHANISMS))
                        .toList();
        return new Auth.Password(
                server.value("user").text(),
                password.get(),
                mechanisms.isEmpty() ? List.of("PLAIN", "LOGIN") : mechanisms,
                server.find("clear-text").map(Value::flag).orElse(false));
    }

    private static void refuse(Section server, String auth, List<String> keys) {
        for (String key : keys) {
            if (server.has(key)) {
                throw server.wrong(
                        "'auth: "
                                + auth
                                + "' and '"
                                + key
                                + "' contradict each other; remove one of them");
            }
        }
    }

    private static Tls tls(Section server, FirmwareProfile firmware) {
        Tls.Mode usual = firmware.startTls() ? Tls.Mode.REQUIRED : Tls.Mode.OFF;
        Tls.Mode mode = server.find("tls").map(tls -> tls.choice(TLS)).orElse(usual);
        return new Tls(
                mode,
                server.find("ca").map(server::certificates).orElse(List.of()),
                server.values("pin").stream().map(ServerBinder::pin).toList());
    }

    private static void requireTls(Tls.Mode mode, Section server, FirmwareProfile firmware) {
        if (mode != Tls.Mode.OFF && !firmware.startTls()) {
            throw server.value("tls")
                    .wrongUnshown(
                            "firmware "
                                    + firmware.name()
                                    + " has no TLS; write 'tls: off', or choose firmware "
                                    + FirmwareProfile.DUAL_BAND_2.name());
        }
    }

    static KeyPin pin(Value pin) {
        return KeyPin.parse(pin.text())
                .orElseThrow(() ->
                        pin.wrong(
                                "the SHA-256 of a public key, 64 hexadecimal digits or 44"
                                        + " characters of base64"));
    }
}
