"""Boots User-Mode Linux, so that its kernel has PPP and its root is nobody's: Debian's pppd runs inside.

    boot.py LINE ROLE [WORD...]

LINE is the terminal that becomes the guest's /dev/ttyS0; - for the one that is standard input. ROLE and what follows are
for guest.py. In role `network PORT ...`, the guest's /dev/ttyS1 leads to that port of this machine. What the guest says goes
to standard error. Ends when the guest does, or when it is killed: then the guest goes, too.
"""
import ctypes
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading

GUEST = os.path.join(os.path.dirname(os.path.abspath(__file__)), "guest.py")
MEMORY = "128M"

# seccomp(2): a question for PTRACE_GETREGSET of NT_X86_XSTATE is answered EINVAL, everything else is let through.
# User-Mode Linux then saves the registers of SSE only. It has room for those of AVX, and where a processor has more, it
# reads too little, fails to write that back, and panics at its first process.
QUESTION = [(4, 0xC000003E), (0, 101), (16, 0x4204), (32, 0x202)]  # offsets in seccomp_data, x86-64
LOAD, EQUALS, RETURN = 0x20, 0x15, 0x06
REFUSED, ALLOWED = 0x00050000 | 22, 0x7FFF0000
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, FILTER = 38, 22, 2

# What follows from it: no program of the guest may use AVX.
WITHOUT_AVX = [
    "GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX,-AVX2,-AVX512F,-AVX512VL,-AVX512BW,-FMA,-AVX_Fast_Unaligned_Load",
    "OPENSSL_ia32cap=~0x1000000000000000:~0xFFFFFFFFFFFFFFFF",
]


def program():
    steps = []
    for number, (offset, value) in enumerate(QUESTION):
        steps.append((LOAD, 0, 0, offset))
        steps.append((EQUALS, 0, 2 * (len(QUESTION) - number) - 1, value))
    steps += [(RETURN, 0, 0, REFUSED), (RETURN, 0, 0, ALLOWED)]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def confine():
    libc = ctypes.CDLL(None, use_errno=True)
    steps = program()
    held = Program(len(steps) // 8, steps)
    for request in (
        (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
        (PR_SET_SECCOMP, FILTER, ctypes.byref(held), 0, 0),
    ):
        if libc.prctl(*request) != 0:
            raise OSError(ctypes.get_errno(), "prctl")


def bridge(guest, port):
    """Carries one conversation between the guest's second line and a port of this machine."""
    if not guest.recv(1):  # the guest says so when somebody connects, since a server speaks first
        return
    with guest, socket.create_connection(("127.0.0.1", port)) as server:
        other = {guest: server, server: guest}
        while True:
            for ready in select.select(list(other), [], [])[0]:
                data = ready.recv(4096)
                if not data:
                    return
                other[ready].sendall(data)


def watch(lifeline, guest):
    """A guest is several processes, and a signal to one of them leaves the others running."""
    os.read(lifeline, 1)
    os.killpg(guest.pid, signal.SIGKILL)


def boot(line, role, words, home, lifeline):
    near, far = socket.socketpair()
    command = ["linux.uml", "mem=" + MEMORY, "root=/dev/root", "rootfstype=hostfs", "rootflags=/", "ro", "quiet", "loglevel=1"]
    command += WITHOUT_AVX + ["con=null", "con0=null,fd:2", "ssl=null", "ssl0=tty:" + line, "ssl1=fd:%d" % far.fileno()]
    command += ["init=/usr/bin/python3", "--", GUEST, role] + words
    guest = subprocess.Popen(
        command,
        env=dict(os.environ, HOME=home),  # for the files of its console, which it insists on
        stdin=subprocess.DEVNULL,
        stdout=2,
        pass_fds=[far.fileno()],
        preexec_fn=confine,
        start_new_session=True,
    )
    far.close()
    threading.Thread(target=watch, args=(lifeline, guest), daemon=True).start()
    if role == "network":
        threading.Thread(target=bridge, args=(near, int(words[0])), daemon=True).start()
    return guest.wait()


def main():
    line, role, words = sys.argv[1], sys.argv[2], sys.argv[3:]
    line = os.ttyname(0) if line == "-" else os.path.realpath(line)
    lifeline, held = os.pipe()
    guardian = os.fork()
    if guardian:  # whoever kills this process closes what it holds
        os.close(lifeline)
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(guardian, 0)[1]))
    os.close(held)
    os.setsid()
    with tempfile.TemporaryDirectory() as home:
        sys.exit(boot(line, role, words, home, lifeline))


if __name__ == "__main__":
    main()
