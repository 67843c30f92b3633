"""The first program of a User-Mode Linux that boot.py has booted. Its files are this machine's, and it writes none.

    guest.py network PORT OPTION...     pppd answers; a connection to PORT goes on to /dev/ttyS1
    guest.py host SCRIPT OPTION...      pppd dials; then SCRIPT, a program in Python, runs

OPTIONs are pppd's. Whoever logs in is `au`, with `open-sesame`.
"""
import ctypes
import glob
import os
import shlex
import shutil
import socket
import subprocess
import sys
import threading
import traceback
import tty

MODULES = ["lib/crc-ccitt", "drivers/net/slip/slhc", "drivers/net/ppp/ppp_generic", "drivers/net/ppp/ppp_async", "drivers/net/ppp/ppp_deflate", "drivers/net/ppp/bsd_comp", "net/ipv6/ipv6"]
FINIT_MODULE = 313
PPPD = "/run/pppd"
LINE, SECOND_LINE = "/dev/ttyS0", "/dev/ttyS1"
INHERITED = ("GLIBC_TUNABLES", "OPENSSL_ia32cap")
DIALLING = "ABORT 'NO CARRIER' ABORT ERROR TIMEOUT 30 '' ATZ OK ATD*99***1# CONNECT ''"

libc = ctypes.CDLL(None, use_errno=True)


def must(result, what):
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), what)


def prepare():
    os.environ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin"
    for kind, place in (("proc", "/proc"), ("sysfs", "/sys"), ("tmpfs", "/run"), ("tmpfs", "/etc/ppp"), ("tmpfs", "/var/log")):
        must(libc.mount(kind.encode(), place.encode(), kind.encode(), 0, None), place)
    for module in MODULES:
        (path,) = glob.glob("/usr/lib/uml/modules/*/kernel/" + module + ".ko")
        with open(path, "rb") as file:
            must(libc.syscall(FINIT_MODULE, file.fileno(), b"", 0), path)
    for name in ("pap-secrets", "chap-secrets"):
        with open("/etc/ppp/" + name, "w", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write("au * open-sesame *\n")
    for name in ("options", "resolv.conf"):
        open("/etc/ppp/" + name, "w").close()
    shutil.copy("/usr/sbin/pppd", PPPD)  # there for root and its group only, and the files are an ordinary user's
    os.chmod(PPPD, 0o755)


def pppd(*options):
    command = [PPPD, LINE, "115200", "nodetach", "debug", "local", *options]
    for name in INHERITED:  # pppd's scripts see no more of our environment than this
        command += ["set", name + "=" + os.environ[name]]
    return subprocess.call(command)


def copy(read, write):
    while True:
        try:
            data = read(4096)
        except OSError:  # the line was hung up
            return
        if not data:
            return
        while data:
            data = data[write(data):]


def network(port, *options):
    server = socket.create_server(("0.0.0.0", int(port)))

    def serve():
        connection, _ = server.accept()
        line = os.open(SECOND_LINE, os.O_RDWR | os.O_NOCTTY)
        tty.setraw(line)
        os.write(line, b"!")  # somebody is there
        up = threading.Thread(target=copy, args=(connection.recv, lambda data: os.write(line, data)), daemon=True)
        up.start()
        copy(lambda count: os.read(line, count), connection.send)
        connection.shutdown(socket.SHUT_WR)

    threading.Thread(target=serve, daemon=True).start()
    print("pppd ended", pppd(*options), flush=True)


def host(script, *options):
    with open("/etc/ppp/ip-up", "w", opener=lambda path, flags: os.open(path, flags, 0o755)) as file:
        file.write("#!/bin/sh\nexec >/dev/console 2>&1\n%s %s; echo script ended $?; kill $PPPD_PID\n" % (sys.executable, script))
    print("pppd ended", pppd("connect", "chat -v " + DIALLING, "user", "au", *options), flush=True)


def main():
    try:
        print("the guest runs", flush=True)
        prepare()
        words = [word for word in sys.argv[1:] if word != "console=tty0"]  # the kernel adds it
        {"network": network, "host": host}[words[0]](*words[1:])
    except Exception:
        traceback.print_exc()
    finally:
        with open("/proc/sysrq-trigger", "w") as trigger:
            trigger.write("o")
        threading.Event().wait()


if __name__ == "__main__":
    main()
