#!/usr/bin/env python3
"""Plays the forty behaviours to `kadec21 submit --json` and judges what it says.

    judge.py [--full] [--only NUMBER,...] COMMAND...

COMMAND is what starts kadec21. The behaviours that take the ten or twenty minutes of RFC 5321 are
hurried by --timeout and --limit, unless --full is given. Needs openssl. Prints a line for each and
ends with 1 if one failed.
"""
import concurrent.futures
import ssl
import subprocess
import sys
import tempfile
import time

from behaviours import BEHAVIOURS
from stage import Stage

SECONDS = 300
FIELDS = ("outcome", "scope", "code", "enhanced_code", "reply", "stage", "recipients",
          "round_trips", "bytes_up", "bytes_down", "seconds", "tls", "auth")


def openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def certificates(folder):
    """An authority, and a server's certificate that is good and one that has expired."""
    openssl(folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj",
            "/CN=forty", "-keyout", "ca.key", "-out", "ca.pem",
            "-addext", "basicConstraints=critical,CA:TRUE")
    with open(f"{folder}/names", "w", encoding="ascii") as names:
        names.write("subjectAltName=DNS:localhost\n")
    openssl(folder, "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost",
            "-keyout", "server.key", "-out", "server.csr")
    for name, days in (("good", "30"), ("expired", "-1")):
        openssl(folder, "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
                "-CAcreateserial", "-days", days, "-extfile", "names", "-out", f"{name}.pem")


def context(folder, name):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(f"{folder}/{name}.pem", f"{folder}/server.key")
    return tls


def differences(expected, index, code, said):
    """What is wrong with the object of one mail."""
    wrong = [f"no {field}" for field in FIELDS if field not in said]
    for key, value in expected.items():
        if key == "exit":
            continue
        if key == "each":
            came = [each["outcome"] for each in said["recipients"]]
        elif key == "says":
            came, value = value in said["reason"], True
        elif key == "tls":
            came = said["tls"] is not None
        else:
            came = said.get(key)
        if came != value and not (isinstance(value, tuple) and came in value):
            wrong.append(f"mail {index}: expected {key} {value}, but came {came}")
    return wrong


def judge(case, submit, full, certified):
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(submit, folder)
        tls = context(certified, case.get("certificate", "good"))

        def script(peer, number):
            peer.context, peer.full, peer.pause = tls, full, time.sleep
            case["script"](peer, number)

        if case["script"]:
            stage.serve(script, case["connections"])
        places = {"PASSWORD": f"{certified}/password", "CA": f"{certified}/ca.pem"}
        options = [places.get(each, each) for each in case["options"]]
        limit = SECONDS
        if "hurry" in case:
            options += [] if full else case["hurry"]
            limit += 60 * case["minutes"] if full else 0
        try:
            code, said = stage.play(case["mails"], options, limit)
        except subprocess.TimeoutExpired:
            return [f"the client still runs after {limit} s", *stage.troubles], [], limit
        wrong = list(stage.troubles)
        if len(said) != len(case["expected"]):
            wrong.append(f"expected {len(case['expected'])} objects, but came {len(said)}: {stage.err}")
        for index, (expected, object_) in enumerate(zip(case["expected"], said)):
            wrong += differences(expected, index, code, object_)
        wanted = case["expected"][0].get("exit")
        if wanted is not None and code != wanted:
            wrong.append(f"expected exit code {wanted}, but came {code}")
        if "unheard" in case and any(case["unheard"] in line for line in stage.heard()):
            wrong.append(f"the server heard {case['unheard']}")
        if "Exception" in stage.err:
            wrong.append(stage.err)
        return wrong, said, time.monotonic() - began


def main(arguments):
    full = "--full" in arguments
    only = []
    arguments = [each for each in arguments if each != "--full"]
    if arguments[:1] == ["--only"]:
        only, arguments = arguments[1].split(","), arguments[2:]
    if not arguments:
        sys.exit(__doc__)
    cases = [case for case in BEHAVIOURS if not only or case["name"][:2] in only]
    failed = 0
    with tempfile.TemporaryDirectory() as certified, \
            concurrent.futures.ThreadPoolExecutor(4 if full else 2) as pool:
        certificates(certified)
        with open(f"{certified}/password", "w", encoding="ascii") as password:
            password.write("secret\n")
        running = [(case, pool.submit(judge, case, arguments, full, certified)) for case in cases]
        for case, result in running:
            wrong, said, seconds = result.result()
            failed += bool(wrong)
            print(f"{'not ok' if wrong else 'ok'} [{case['name']}] {seconds:.1f} s", flush=True)
            for each in wrong:
                print(f"    {each}")
            if wrong:
                print(f"    {said}")
    print(f"{len(cases)} played, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
