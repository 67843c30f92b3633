#!/usr/bin/env python3
"""A mail program made of smtplib and poplib.

    mail_client.py send PORT off|starttls|tls MECHANISM CA MAIL
    mail_client.py read PORT off|starttls|tls USER|APOP CA

As lab, at localhost. What it reads goes to stdout as it came.
"""
import poplib
import smtplib
import ssl
import sys

USER, PASSWORD, ADDRESS = "lab", "secret", "lab@provider.test"
LIMIT = 30


def send(port, tls, mechanism, ca, mail):
    context = ssl.create_default_context(cafile=ca)
    if tls == "tls":
        client = smtplib.SMTP_SSL("localhost", port, timeout=LIMIT, context=context)
    else:
        client = smtplib.SMTP("localhost", port, timeout=LIMIT)
    with client:
        if tls == "starttls":
            client.starttls(context=context)
        client.ehlo()
        assert mechanism in client.esmtp_features["auth"].split(), client.esmtp_features
        client.user, client.password = USER, PASSWORD
        method = getattr(client, "auth_" + mechanism.lower().replace("-", "_"))
        client.auth(mechanism, method)
        with open(mail, "rb") as file:
            refused = client.sendmail(ADDRESS, [ADDRESS], file.read())
        assert not refused, refused


def read(port, tls, login, ca):
    context = ssl.create_default_context(cafile=ca)
    if tls == "tls":
        client = poplib.POP3_SSL("localhost", port, timeout=LIMIT, context=context)
    else:
        client = poplib.POP3("localhost", port, timeout=LIMIT)
    if tls == "starttls":
        client.stls(context)
    if login == "APOP":
        client.apop(USER, PASSWORD)
    else:
        client.user(USER)
        client.pass_(PASSWORD)
    count, size = client.stat()
    sizes = [int(each.split()[1]) for each in client.list()[1]]
    assert len(sizes) == count and sum(sizes) == size, (count, size, sizes)
    assert len(client.uidl()[1]) == count
    for number in range(1, count + 1):
        sys.stdout.buffer.write(b"\n".join(client.retr(number)[1]) + b"\n")
    client.quit()


def main(arguments):
    command, port, *others = arguments
    {"send": send, "read": read}[command](int(port), *others)


if __name__ == "__main__":
    main(sys.argv[1:])
