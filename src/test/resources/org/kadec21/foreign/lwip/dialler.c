/*
 * A dial-up host made of lwIP: dials a modem, brings PPP up, opens one TCP connection and follows a
 * script. Everything the network says goes to stdout; what happens to the link goes to stderr.
 *
 *   dialler DEVICE NUMBER USER PASSWORD HOST PORT SCRIPT
 *
 * A line of SCRIPT that begins with "> " is sent with CR LF; "= FILE" sends a file as it is; "< TEXT"
 * waits until TEXT has come since the last line was sent; "." waits until the peer closes.
 */
#include "lwip/dns.h"
#include "lwip/init.h"
#include "lwip/tcp.h"
#include "lwip/timeouts.h"
#include "netif/ppp/pppapi.h"
#include "netif/ppp/pppos.h"

#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE 120000u
#define SAID_BYTES 65536

static int line;
static ppp_pcb *ppp;
static struct netif ppp_netif;
static int is_up, is_down;
static struct tcp_pcb *connection;
static int is_connected, has_failed, peer_has_closed;
static char said[SAID_BYTES];
static size_t said_size;

u32_t sys_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (u32_t)(now.tv_sec * 1000 + now.tv_nsec / 1000000);
}

u32_t sys_jiffies(void) { return sys_now(); }

static void fail(const char *what) {
    fprintf(stderr, "failed: %s\n", what);
    exit(1);
}

static u32_t transmit(ppp_pcb *pcb, u8_t *data, u32_t length, void *context) {
    u32_t done = 0;
    (void)pcb;
    (void)context;
    while (done < length) {
        ssize_t count = write(line, data + done, length - done);
        if (count <= 0) {
            fail("writing to the modem");
        }
        done += (u32_t)count;
    }
    return done;
}

static void status(ppp_pcb *pcb, int code, void *context) {
    struct netif *netif = ppp_netif(pcb);
    (void)context;
    if (code == PPPERR_NONE) {
        is_up = 1;
        fprintf(stderr, "up: %s", ip4addr_ntoa(netif_ip4_addr(netif)));
        fprintf(stderr, " gateway %s", ip4addr_ntoa(netif_ip4_gw(netif)));
        fprintf(stderr, " dns %s\n", ipaddr_ntoa(dns_getserver(0)));
    } else {
        is_down = 1;
        fprintf(stderr, "down: %d\n", code);
    }
}

/* Lets the host live for a moment. */
static void turn(void) {
    struct pollfd modem = {.fd = line, .events = POLLIN};
    u32_t sleep = sys_timeouts_sleeptime();
    poll(&modem, 1, sleep < 20 ? (int)sleep : 20);
    if (modem.revents & POLLIN) {
        u8_t bytes[512];
        ssize_t count = read(line, bytes, sizeof bytes);
        if (count > 0) {
            pppos_input(ppp, bytes, (int)count);
        }
    } else if (modem.revents) {
        fail("the modem is gone");
    }
    sys_check_timeouts();
}

#define AWAIT(condition, what)                   \
    do {                                         \
        u32_t begin = sys_now();                 \
        while (!(condition)) {                   \
            if (is_down) fail("PPP ended");      \
            if (has_failed) fail("TCP failed");  \
            if (sys_now() - begin > PATIENCE) {  \
                fail(what);                      \
            }                                    \
            turn();                              \
        }                                        \
    } while (0)

static void command(const char *text, const char *answer) {
    char heard[1024] = "";
    size_t size = 0;
    u32_t begin = sys_now();
    dprintf(line, "%s\r", text);
    while (strstr(heard, answer) == NULL) {
        struct pollfd modem = {.fd = line, .events = POLLIN};
        if (sys_now() - begin > PATIENCE || strstr(heard, "ERROR") || strstr(heard, "NO CARRIER")) {
            fail(heard);
        }
        poll(&modem, 1, 100);
        if (modem.revents & POLLIN && size + 1 < sizeof heard) {
            ssize_t count = read(line, heard + size, 1);
            size += count > 0 ? (size_t)count : 0;
            heard[size] = 0;
        }
    }
}

static err_t received(void *context, struct tcp_pcb *pcb, struct pbuf *bytes, err_t error) {
    struct pbuf *part;
    (void)context;
    (void)error;
    if (bytes == NULL) {
        peer_has_closed = 1;
        return ERR_OK;
    }
    for (part = bytes; part != NULL; part = part->next) {
        fwrite(part->payload, 1, part->len, stdout);
        if (said_size + part->len < SAID_BYTES) {
            memcpy(said + said_size, part->payload, part->len);
            said_size += part->len;
            said[said_size] = 0;
        }
    }
    tcp_recved(pcb, bytes->tot_len);
    pbuf_free(bytes);
    return ERR_OK;
}

static void broken(void *context, err_t error) {
    (void)context;
    fprintf(stderr, "tcp: %d\n", error);
    has_failed = 1;
}

static err_t connected(void *context, struct tcp_pcb *pcb, err_t error) {
    (void)context;
    (void)pcb;
    (void)error;
    is_connected = 1;
    return ERR_OK;
}

static ip_addr_t address;
static int is_resolved;

static void resolved(const char *name, const ip_addr_t *found, void *context) {
    (void)name;
    (void)context;
    if (found == NULL) {
        fail("no such name");
    }
    address = *found;
    is_resolved = 1;
}

static void say(const char *bytes, size_t size) {
    said_size = 0;
    said[0] = 0;
    while (size > 0) {
        size_t piece = size < 1024 ? size : 1024;
        AWAIT(tcp_sndbuf(connection) >= piece && tcp_sndqueuelen(connection) < TCP_SND_QUEUELEN - 4,
              "the network takes nothing");
        if (tcp_write(connection, bytes, (u16_t)piece, TCP_WRITE_FLAG_COPY) == ERR_OK) {
            bytes += piece;
            size -= piece;
        }
        tcp_output(connection);
    }
}

static void say_file(const char *name) {
    static char bytes[4 * 1024 * 1024];
    FILE *file = fopen(name, "rb");
    if (file == NULL) {
        fail(name);
    }
    say(bytes, fread(bytes, 1, sizeof bytes, file));
    fclose(file);
}

static void follow(const char *name) {
    char step[1024];
    FILE *script = fopen(name, "r");
    if (script == NULL) {
        fail(name);
    }
    while (fgets(step, sizeof step - 2, script) != NULL) {
        step[strcspn(step, "\n")] = 0;
        if (step[0] == '>') {
            strcat(step, "\r\n");
            say(step + 2, strlen(step + 2));
        } else if (step[0] == '=') {
            say_file(step + 2);
        } else if (step[0] == '<') {
            AWAIT(strstr(said, step + 2) != NULL, step);
        } else if (step[0] == '.') {
            AWAIT(peer_has_closed, "the peer does not close");
        }
    }
    fclose(script);
}

int main(int count, char **arguments) {
    struct termios raw;
    char dial[128];
    err_t lookup;
    if (count != 8) {
        fail("usage: dialler DEVICE NUMBER USER PASSWORD HOST PORT SCRIPT");
    }
    srand((unsigned)time(NULL));
    line = open(arguments[1], O_RDWR | O_NOCTTY);
    if (line < 0 || tcgetattr(line, &raw) != 0) {
        fail(arguments[1]);
    }
    cfmakeraw(&raw);
    tcsetattr(line, TCSANOW, &raw);
    command("ATE0", "OK");
    snprintf(dial, sizeof dial, "ATD%s", arguments[2]);
    command(dial, "CONNECT");

    lwip_init();
    ppp = pppos_create(&ppp_netif, transmit, status, NULL);
    ppp_set_default(ppp);
    ppp_set_usepeerdns(ppp, 1);
    ppp_set_auth(ppp, PPPAUTHTYPE_PAP | PPPAUTHTYPE_CHAP, arguments[3], arguments[4]);
    ppp_connect(ppp, 0);
    AWAIT(is_up, "PPP does not come up");

    lookup = dns_gethostbyname(arguments[5], &address, resolved, NULL);
    is_resolved = lookup == ERR_OK;
    AWAIT(is_resolved, "the name server does not answer");
    connection = tcp_new();
    tcp_recv(connection, received);
    tcp_err(connection, broken);
    tcp_connect(connection, &address, (u16_t)atoi(arguments[6]), connected);
    AWAIT(is_connected, "no connection");
    follow(arguments[7]);
    tcp_err(connection, NULL);
    tcp_close(connection);

    fflush(stdout);
    u32_t begin = sys_now();
    ppp_close(ppp, 0);
    while (!is_down && sys_now() - begin < PATIENCE) {
        turn();
    }
    return is_down ? 0 : 1;
}
