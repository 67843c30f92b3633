"""The stage on which a server's behaviour is played to `kadec21 submit --json`, in real TCP.

Knows SMTP only as far as a script needs it, and nothing of the client's code.
"""
import json
import re
import socket
import ssl
import subprocess
import threading

EXTENSIONS = ["PIPELINING", "SIZE 35000000", "AUTH PLAIN LOGIN", "CHUNKING"]
WITHOUT_CHUNKING = EXTENSIONS[:-1]
PATIENCE = 60  # seconds a server waits for a client that must speak


class Gone(Exception):
    """The client has hung up."""


class Peer:
    """One connection, seen from the server."""

    def __init__(self, sock):
        self.sock = sock
        self.sock.settimeout(PATIENCE)
        self.buffer = b""
        self.heard = []

    def raw(self, data):
        try:
            self.sock.sendall(data)
        except OSError as e:
            raise Gone() from e

    def say(self, *lines):
        self.raw("".join(line + "\r\n" for line in lines).encode())

    def fill(self):
        try:
            data = self.sock.recv(65536)
        except TimeoutError:
            raise
        except OSError as e:
            raise Gone() from e
        if not data:
            raise Gone()
        self.buffer += data

    def line(self):
        while b"\r\n" not in self.buffer:
            self.fill()
        line, self.buffer = self.buffer.split(b"\r\n", 1)
        self.heard.append(line.decode("utf-8", "replace"))
        return self.heard[-1]

    def expect(self, pattern):
        line = self.line()
        if not re.fullmatch(pattern, line, re.I):
            raise AssertionError(f"expected {pattern}, the client said {line!r}")
        return line

    def bytes(self, count):
        while len(self.buffer) < count:
            self.fill()
        data, self.buffer = self.buffer[:count], self.buffer[count:]
        return data

    def body(self):
        while b"\r\n.\r\n" not in self.buffer:
            self.fill()
        data, self.buffer = self.buffer.split(b"\r\n.\r\n", 1)
        return data + b"\r\n"

    def silent_for(self, seconds):
        """True when the client says nothing and stays."""
        self.sock.settimeout(seconds)
        try:
            return not self.buffer and not self.sock.recv(1)
        except TimeoutError:
            return True
        finally:
            self.sock.settimeout(PATIENCE)

    def until_gone(self):
        """Reads on until the client hangs up; what it says is kept."""
        try:
            while True:
                self.line()
        except (Gone, TimeoutError):
            return

    def tls(self, context):
        try:
            self.sock = context.wrap_socket(self.sock, server_side=True)
        except (ssl.SSLError, ConnectionError) as e:
            raise Gone() from e

    def close(self):
        self.sock.close()

    # what most dialogues have in common

    def ehlo(self, extensions=EXTENSIONS, greeting="220 x ESMTP"):
        if greeting:
            self.say(greeting)
        self.expect("EHLO .*")
        lines = ["x", *extensions]
        self.say(*[f"250-{each}" for each in lines[:-1]], f"250 {lines[-1]}")

    def login(self, extensions=EXTENSIONS):
        self.ehlo(extensions)
        self.expect("AUTH PLAIN .*")
        self.say("235 ok")

    def envelope(self, *recipients, mail="250 ok"):
        """Takes MAIL and RCPTs and answers; returns the command that comes next."""
        line = self.line()
        if line.upper() == "RSET":
            self.say("250 reset")
            line = self.line()
        assert line.upper().startswith("MAIL FROM:<"), line
        self.say(mail)
        for reply in recipients or ("250 ok",):
            self.expect("RCPT TO:<.*>")
            self.say(reply)
        return self.line()

    def take(self, final="250 ok", recipients=("250 ok",), mail="250 ok"):
        """Takes a whole mail; returns its bytes."""
        command = self.envelope(*recipients, mail=mail)
        if command.upper().startswith("BDAT"):
            content = self.bytes(int(command.split()[1]))
        else:
            assert command.upper() == "DATA", command
            self.say("354 go")
            content = self.body()
        if final:
            self.say(final)
        return content


class Stage:
    """A server with a script, and the client that is sent to it."""

    def __init__(self, submit, folder):
        self.submit = submit
        self.folder = folder
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.peers = []
        self.troubles = []
        self.over = threading.Event()

    def serve(self, script, connections):
        def run():
            for number in range(connections):
                try:
                    sock, _ = self.listener.accept()
                except OSError:
                    return
                peer = Peer(sock)
                self.peers.append(peer)
                try:
                    script(peer, number)
                    peer.until_gone()
                except Gone:
                    pass
                except (AssertionError, TimeoutError, ValueError) as e:
                    self.troubles.append(f"server: {e!r}")
                finally:
                    peer.close()
            self.over.set()

        thread = threading.Thread(target=run, daemon=True)
        thread.start()

    def play(self, mails, options, seconds):
        """Runs the client; returns its exit code and one object per mail."""
        names = []
        for index, mail in enumerate(mails):
            name = f"{self.folder}/mail{index}.eml"
            with open(name, "wb") as file:
                file.write(mail)
            names.append(name)
        command = [*self.submit, "submit", *names, "--json", *options]
        if "--server" not in options:
            command += ["--server", f"localhost:{self.port}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
        self.listener.close()
        self.err = done.stderr
        return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]

    def heard(self):
        return [line for peer in self.peers for line in peer.heard]
