"""The forty behaviours of a submission server, and what the client must say of each.

Each is a function that plays the server on one connection after the other; its decoration says what
`kadec21 submit --json` must report of each mail.
"""
from stage import EXTENSIONS, WITHOUT_CHUNKING

MAIL = (b"From: unit@x.test\r\nTo: a@x.test\r\nSubject: gale\r\nMessage-ID: <1@x.test>\r\n\r\n"
        b"wind 18 m/s\r\n.\r\n..dots\r\nend\r\n")
LONG = MAIL + b"0123456789012345678901234567890123456789\r\n" * 100_000
TLS_EXTENSIONS = ["STARTTLS", *EXTENSIONS]
LOGIN = ["--user", "unit", "--password-file", "PASSWORD"]
CLEAR = [*LOGIN, "--tls", "off"]
SECURE = [*LOGIN, "--tls", "required", "--ca", "CA"]
NOBODY = ["--tls", "off"]
HURRY = ["--timeout", "4s", "--limit", "8s"]

ACCEPTED = dict(outcome="accepted", scope=None, exit=0)
REJECTED = dict(outcome="rejected", scope=None, exit=65)
IN_DOUBT = dict(outcome="in_doubt", scope=None, exit=76)


def deferred(scope, **more):
    return dict(outcome="deferred", scope=scope, exit=75, **more)


BEHAVIOURS = []


def behaviour(name, *expected, options=CLEAR, mails=None, connections=1, **more):
    def note(script):
        BEHAVIOURS.append(
            dict(name=name, script=script, expected=expected, options=options,
                 mails=mails or [MAIL] * len(expected), connections=connections, **more))
        return script
    return note


def refusing(name, reply, at, *expected, **more):
    """A server that says `reply` at one stage; all before is well."""
    def script(peer, number):
        if at == "greeting":
            peer.say(reply)
        elif at == "ehlo":
            peer.say("220 x")
            peer.expect("EHLO .*")
            peer.say(reply)
        elif at == "auth":
            peer.ehlo()
            peer.expect("AUTH PLAIN .*")
            peer.say(reply)
        else:
            peer.login(WITHOUT_CHUNKING)
            if at == "mail":
                peer.envelope("503 no", mail=reply)
                peer.say("503 no")
            elif at == "rcpt":
                peer.envelope(reply)
                peer.say("554 5.5.1 no valid recipients")
            elif at == "data":
                peer.envelope()
                peer.say(reply)
            elif at == "body":
                peer.envelope()
                peer.say("354 go")
                peer.bytes(1000)
                peer.say(reply)
            else:
                peer.take(final=reply)
        if reply.startswith("421"):
            peer.close()
    behaviour(name, *expected, **more)(script)


@behaviour("01 lost-250-eof", IN_DOUBT)
def lost_by_eof(peer, number):
    peer.login(WITHOUT_CHUNKING)
    peer.take(final=None)
    peer.close()


@behaviour("01 lost-250-eof, BDAT", IN_DOUBT)
def lost_by_eof_after_bdat(peer, number):
    peer.login()
    peer.take(final=None)
    peer.close()


@behaviour("02 lost-250-stall", IN_DOUBT, hurry=HURRY, minutes=10)
def lost_by_silence(peer, number):
    peer.login(WITHOUT_CHUNKING)
    peer.take(final=None)


@behaviour("03 drop-in-data", deferred("host"), mails=[LONG])
def drop_in_data(peer, number):
    peer.login(WITHOUT_CHUNKING)
    peer.envelope()
    peer.say("354 go")
    peer.bytes(len(LONG) // 8)
    peer.close()


@behaviour("04 drop-in-bdat", deferred("host"), mails=[LONG])
def drop_in_bdat(peer, number):
    peer.login()
    assert peer.envelope().startswith("BDAT")
    peer.bytes(len(LONG) // 8)
    peer.close()


# one write carries a short mail: nobody can tell how much of it arrived
@behaviour("04 drop-in-bdat, the last byte", IN_DOUBT)
def drop_before_last_byte(peer, number):
    peer.login()
    size = int(peer.envelope().split()[1])
    peer.bytes(size - 1)
    peer.close()


@behaviour("05 354-after-550", REJECTED)
def go_after_refusal(peer, number):
    peer.login(WITHOUT_CHUNKING)
    peer.envelope("550 5.1.1 unknown")
    peer.say("354 go")
    peer.expect(r"\.")
    peer.say("554 5.5.1 no valid recipients")


@behaviour("06 partial-rcpt-354", dict(**REJECTED, each=["accepted", "rejected"]),
           options=[*CLEAR, "--to", "a@x.test", "b@x.test"])
def partial(peer, number):
    peer.login(WITHOUT_CHUNKING)
    assert peer.take(recipients=("250 ok", "550 5.1.1 unknown")).count(b"\r\n") == 9


for where in ("greeting", "ehlo", "auth", "mail", "rcpt", "data", "body", "dot"):
    # what is said before the connection breaks within a body may be lost with it
    refusing(f"07 421-anywhere, {where}", "421 4.3.2 shutting down", where,
             deferred("host") if where == "body" else
             deferred("host", code=421, enhanced_code="4.3.2"),
             mails=[LONG if where == "body" else MAIL])

refusing("08 554-greeting", "554 5.7.1 no service from your IP", "greeting",
         deferred("host", code=554, stage="greeting"), deferred("host", code=554))
refusing("09 535-auth", "535 5.7.8 bad credentials", "auth",
         deferred("account", code=535, stage="auth"), deferred("account", code=535))
refusing("10 454-auth", "454 4.7.0 temporary auth failure", "auth",
         deferred("mail", code=454, enhanced_code="4.7.0"))


@behaviour("11 534-mech-abolished", dict(**ACCEPTED, auth="LOGIN"))
def abolished(peer, number):
    peer.ehlo()
    peer.expect("AUTH PLAIN .*")
    peer.say("534 5.7.9 mechanism too weak")
    peer.expect("AUTH LOGIN")
    for reply in ("334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", "235 ok"):
        peer.say(reply)
        if not reply.startswith("235"):
            peer.line()
    peer.take()


@behaviour("11 504-mech-abolished, within the floor", deferred("security", code=504),
           options=[*CLEAR, "--auth", "PLAIN"], unheard="AUTH LOGIN")
def nothing_weaker(peer, number):
    peer.ehlo()
    peer.expect("AUTH PLAIN .*")
    peer.say("504 5.5.4 unrecognized")


refusing("12 538-need-tls", "538 5.7.11 encryption required", "auth", deferred("security"))
refusing("12 530-need-tls, MAIL", "530 5.7.0 Must issue STARTTLS", "mail", deferred("security"))


@behaviour("12 no password without TLS", deferred("security"), options=SECURE, unheard="AUTH")
def no_password(peer, number):
    peer.ehlo(TLS_EXTENSIONS)
    peer.expect("STARTTLS")
    peer.say("554 no")


@behaviour("13 starttls-stripped", deferred("security"), options=SECURE, unheard="AUTH")
def stripped(peer, number):
    peer.ehlo()


@behaviour("14 starttls-injection", deferred("security"), options=SECURE, unheard="AUTH")
def injected(peer, number):
    peer.ehlo(TLS_EXTENSIONS)
    peer.expect("STARTTLS")
    peer.raw(b"220 go\r\n250-AUTH PLAIN\r\n250 ok\r\n")


refusing_tls = deferred("mail", code=454)


@behaviour("15 starttls-454", refusing_tls, options=SECURE, unheard="AUTH")
def no_tls_now(peer, number):
    peer.ehlo(TLS_EXTENSIONS)
    peer.expect("STARTTLS")
    peer.say("454 4.7.0 TLS not available")


@behaviour("16 second-ehlo-refused", deferred("security"), options=SECURE, unheard="AUTH")
def second_ehlo(peer, number):
    peer.ehlo(TLS_EXTENSIONS)
    peer.expect("STARTTLS")
    peer.say("220 go")
    peer.tls(peer.context)
    peer.expect("EHLO .*")
    peer.say("500 what?")


def secured(peer, number):
    peer.ehlo(TLS_EXTENSIONS)
    peer.expect("STARTTLS")
    peer.say("220 go")
    peer.tls(peer.context)
    peer.ehlo(greeting=None)
    peer.expect("AUTH PLAIN .*")
    peer.say("235 ok")
    peer.take()


behaviour("17 cert-expired", deferred("security", stage="tls", says="expired"), options=SECURE,
          unheard="AUTH", certificate="expired")(secured)
behaviour("17 cert-unexpired", dict(**ACCEPTED, tls=True, auth="PLAIN"), options=SECURE)(secured)

for at, code in (("rcpt", "452 4.2.2"), ("rcpt", "552 5.2.2"), ("dot", "452 4.2.2"),
                 ("dot", "552 5.2.2")):
    refusing(f"18 452-vs-552, {code} at {at}", f"{code} mailbox full", at,
             deferred("mail", code=int(code[:3]), enhanced_code=code[4:]))


@behaviour("19 552-size", dict(**REJECTED, says="takes 100"), unheard="MAIL")
def too_big(peer, number):
    peer.login(["SIZE 100", "AUTH PLAIN"])


@behaviour("20 554-virus", dict(**REJECTED, code=554), dict(outcome="accepted"))
def virus(peer, number):
    peer.login()
    peer.take(final="554 5.7.1 infected")
    peer.take()


refusing("21 greylist", "451 4.7.1 greylisted", "rcpt", deferred("mail", enhanced_code="4.7.1"))


@behaviour("22 multiline-split", ACCEPTED)
def split(peer, number):
    peer.say("220 x")
    peer.expect("EHLO .*")
    for byte in b"250-x\r\n250-PIPELINING\r\n":
        peer.raw(bytes([byte]))
    peer.pause(0.3)
    peer.say("250 AUTH PLAIN LOGIN")
    peer.expect("AUTH PLAIN .*")
    peer.say("235 ok")
    peer.take()


@behaviour("23 multiline-codes", dict(outcome=("rejected", "deferred")))
def codes(peer, number):
    peer.login(WITHOUT_CHUNKING)
    peer.envelope("250-ok\r\n550 no")
    peer.say("554 5.5.1 no valid recipients")


@behaviour("24 lf-only", ACCEPTED)
def lf_only(peer, number):
    peer.raw(b"220 x\n")
    peer.expect("EHLO .*")
    peer.raw(b"250-x\n250 AUTH PLAIN\n")
    peer.expect("AUTH PLAIN .*")
    peer.raw(b"235 ok\n")
    for reply in ("250 ok", "250 ok", "354 go"):
        peer.line()
        peer.raw(reply.encode() + b"\n")
    peer.body()
    peer.raw(b"250 ok\n")


@behaviour("25 endless-line", deferred("host"))
def endless_line(peer, number):
    peer.say("220 x")
    peer.expect("EHLO .*")
    peer.raw(b"250 " + b"x" * (4 << 20))


@behaviour("25 endless-line, 100000 lines", deferred("host"))
def endless_reply(peer, number):
    peer.say("220 x")
    peer.expect("EHLO .*")
    peer.raw(b"250-x\r\n" * 100_000)


@behaviour("26 slow-drip", deferred("host"), hurry=HURRY, minutes=20)
def drip(peer, number):
    for byte in b"220 a server that takes its time for every single byte\r\n" * 100:
        peer.raw(bytes([byte]))
        peer.pause(240 if peer.full else 1)


@behaviour("27 banner-delay", ACCEPTED)
def tarpit(peer, number):
    assert peer.silent_for(25), "the client spoke before the greeting"
    peer.login()
    peer.take()


@behaviour("28 200-instead-250", ACCEPTED)
def two_hundred(peer, number):
    peer.login(WITHOUT_CHUNKING)
    peer.take(final="200 ok")


refusing("29 garbage, after the dot", "OK queued", "dot", IN_DOUBT)
refusing("29 garbage, at MAIL", "OK queued", "mail", deferred("host"))


@behaviour("30 rset-stall", REJECTED)
def rset_stall(peer, number):
    peer.login(WITHOUT_CHUNKING)
    peer.envelope("550 5.1.1 unknown")
    peer.say("554 5.5.1 no valid recipients")


@behaviour("31 quit-stall", ACCEPTED)
def quit_stall(peer, number):
    peer.login()
    peer.take()


@behaviour("32 idle-close", ACCEPTED, ACCEPTED, connections=2, counts=[1, 1])
def idle_close(peer, number):
    peer.login()
    peer.take()
    peer.close()


@behaviour("33 too-many-errors",
           dict(**REJECTED, each=["rejected", "rejected", "rejected", "deferred"]),
           options=[*CLEAR, "--to", "a@x.test", "b@x.test", "c@x.test", "d@x.test"])
def too_many(peer, number):
    peer.login(WITHOUT_CHUNKING)
    peer.line()
    peer.say("250 ok")
    for _ in range(3):
        peer.line()
        peer.say("550 5.1.1 unknown")
    peer.say("421 4.5.0 too many errors")
    peer.close()


refusing("34 rate-limit", "450 4.7.1 max 20 messages/h", "mail",
         deferred("host"), deferred("host"))
refusing("34 rate-limit, at RCPT", "450 4.7.1 max 20 messages/h", "rcpt", deferred("host"))
refusing("35 from-rewrite", "553 5.7.1 sender not owned by user", "mail", deferred("account"))
refusing("35 from-rewrite, at RCPT", "553 5.7.1 sender not owned by user", "rcpt",
         deferred("account"))
behaviour("36 maintenance", deferred("host", stage="connect"),
          options=[*CLEAR, "--server", "localhost:1"], connections=0)(None)
behaviour("37 port25-blocked", deferred("host", stage="connect", says="587"),
          options=[*CLEAR, "--server", "192.0.2.1:25"], hurry=HURRY, minutes=2,
          connections=0)(None)


@behaviour("38 auth-stripped", deferred("security"), unheard="MAIL")
def no_auth(peer, number):
    peer.ehlo(["PIPELINING", "CHUNKING"])


@behaviour("39 8bit-7bit", ACCEPTED, unheard="BODY=8BITMIME",
           mails=[MAIL.replace(b"wind", "\u98a8\u901f".encode())])
def seven_bit(peer, number):
    peer.login(WITHOUT_CHUNKING)
    content = peer.take()
    assert max(content) < 128 and b"Content-Transfer-Encoding:" in content, content


@behaviour("40 ehlo-refused", ACCEPTED, options=NOBODY)
def helo(peer, number):
    peer.say("220 x")
    peer.expect("EHLO .*")
    peer.say("502 what?")
    peer.expect("HELO .*")
    peer.say("250 x")
    for reply in ("250 ok", "250 ok", "354 go"):
        peer.line()
        peer.say(reply)
    peer.body()
    peer.say("250 ok")


@behaviour("40 ehlo-refused, a login is wanted", deferred("security"), unheard="MAIL")
def no_helo(peer, number):
    peer.say("220 x")
    peer.expect("EHLO .*")
    peer.say("502 what?")


# beyond the forty: what else comes in badly


@behaviour("B1 nul-in-reply", ACCEPTED)
def nul(peer, number):
    peer.login(WITHOUT_CHUNKING)
    peer.take(final="250 o\0k\x01")


@behaviour("B2 garbage-before-220", dict(**deferred(("security", "host"))), options=SECURE,
           unheard="AUTH")
def garbage_before_tls(peer, number):
    peer.say("220 x")
    peer.expect("EHLO .*")
    peer.raw(b"250-x\r\n250 STARTTLS\r\n220 go\r\n250 AUTH PLAIN\r\n")
    peer.expect("STARTTLS")
    peer.say("220 go")


@behaviour("B3 half-open", deferred("host"), hurry=HURRY, minutes=5)
def half_open(peer, number):
    peer.say("220 x")
    peer.expect("EHLO .*")


@behaviour("B4 unasked-reply", IN_DOUBT, IN_DOUBT, connections=2)
def unasked(peer, number):
    peer.login()
    peer.take(final="250 ok\r\n250 ok")


@behaviour("B5 silence-in-tls", deferred("host"), options=SECURE, unheard="AUTH", hurry=HURRY,
           minutes=5)
def no_handshake(peer, number):
    peer.ehlo(TLS_EXTENSIONS)
    peer.expect("STARTTLS")
    peer.say("220 go")


@behaviour("B6 reset-in-tls", deferred(("host", "security")), options=SECURE, unheard="AUTH")
def handshake_cut(peer, number):
    peer.ehlo(TLS_EXTENSIONS)
    peer.expect("STARTTLS")
    peer.say("220 go")
    peer.bytes(5)
    peer.close()


@behaviour("B7 not-a-mail-server", deferred("host", stage="greeting"))
def web_server(peer, number):
    peer.raw(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


@behaviour("B8 challenges-without-end", deferred("security"))
def endless_challenges(peer, number):
    peer.ehlo(["AUTH LOGIN"])
    while True:
        peer.line()
        peer.say("334 VXNlcm5hbWU6")
