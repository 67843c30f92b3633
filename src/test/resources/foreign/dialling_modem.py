"""A modem whose calls are carried by another program: AT commands are answered here, and behind CONNECT the line
belongs to the program until it ends, says the last word of PPP, or the host hangs up (closes the terminal, or sends +++
and ATH).

    dialling_modem.py LINK PROGRAM [ARGUMENT...]

LINK becomes a symbolic link to the terminal. PROGRAM gets a terminal of its own as its standard input and output. Prints
"ready" once, then one line for each command and each call.
"""
import os
import pty
import select
import signal
import subprocess
import sys
import time
import tty

ANSWERS = {
    "AT+CMEE?": "+CMEE: 1",
    "AT+CGMI": "ACME",
    "AT+CGMM": "Dialler 1",
    "AT+CGMR": "1.0",
    "AT+CGSN": "123456789012345",
    "AT+CPIN?": "+CPIN: READY",
    "AT+CREG?": "+CREG: 1,1",
    "AT+CSQ": "+CSQ: 20,99",
    "AT+CGDCONT?": '+CGDCONT: 1,"IP","internet"',
    "AT+CFUN?": "+CFUN: 1",
}
# LCP Terminate-Ack as it stands in a frame, control characters escaped: what follows is NO CARRIER.
LAST_WORD = b"\xc0\x21\x7d\x26"

ACCEPTED = ("AT", "ATE0V1", "ATH", "ATZ", "AT&F", "AT+CMEE=1", "AT+CREG=1", "AT+CFUN=1", "AT+CFUN=0", "AT+CFUN=4", "AT+CGATT=1")


def say(text):
    print(text, flush=True)


def answer(command):
    if command in ANSWERS:
        return "\r\n" + ANSWERS[command] + "\r\n\r\nOK\r\n"
    if command in ACCEPTED or command.startswith("AT+CGDCONT=1,"):
        return "\r\nOK\r\n"
    return "\r\nERROR\r\n"


def call(line, program):
    """Joins the line and the program; ends when either does."""
    master, slave = pty.openpty()
    tty.setraw(slave)
    child = subprocess.Popen(program, stdin=slave, stdout=slave, stderr=subprocess.DEVNULL, start_new_session=True)
    os.close(slave)
    os.write(line, b"\r\nCONNECT 115200\r\n")
    tail = said = b""
    try:
        while child.poll() is None:
            readable, _, _ = select.select([line, master], [], [], 0.2)
            if line in readable:
                data = os.read(line, 4096)
                tail = (tail + data)[-3:]
                if data == b"+++" or tail == b"+++" and len(data) < 4:
                    break
                os.write(master, data)
            if master in readable:
                data = os.read(master, 4096)
                os.write(line, data)
                said = said[-3:] + data
                if LAST_WORD in said:
                    break
    except OSError:
        pass
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    os.close(master)
    os.write(line, b"\r\nNO CARRIER\r\n")
    say("call over")


def main():
    link, program = sys.argv[1], sys.argv[2:]
    line, held = pty.openpty()
    tty.setraw(held)
    if os.path.islink(link):
        os.unlink(link)
    os.symlink(os.ttyname(held), link)
    os.close(held)
    say("ready")
    heard = ""
    while True:
        try:
            octets = os.read(line, 256).decode("latin-1")
        except OSError:  # nobody has the terminal open
            time.sleep(0.02)
            heard = ""
            continue
        for character in octets:
            if character != "\r":
                heard = (heard + character)[-200:] if character >= " " else heard
                continue
            at = heard.upper().find("AT")
            command, heard = (heard[at:] if at >= 0 else ""), ""
            say("> " + command)
            if command.upper().startswith("ATD"):
                call(line, program)
            elif command:
                os.write(line, answer(command.upper()).encode())


if __name__ == "__main__":
    main()
