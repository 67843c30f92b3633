/*
 * A packet network's end of a call made of lwIP: PPP on standard input and output, and behind it a TCP
 * port that stands for the same port of this machine.
 *
 *   answerer AUTHENTICATION USER PASSWORD PORT
 *
 * AUTHENTICATION is none, pap or chap. The caller gets 10.9.0.2 and finds this end at 10.9.0.1. What
 * happens to the link goes to stderr. Ends with the link.
 */
#include "lwip/init.h"
#include "lwip/tcp.h"
#include "lwip/timeouts.h"
#include "netif/ppp/pppapi.h"
#include "netif/ppp/pppos.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MOST_RELAYS 4
#define PIECE 1024

struct relay {
    int socket; /* 0: unused */
    struct tcp_pcb *caller;
    struct pbuf *waiting; /* for the socket */
    int caller_has_ended;
};

static ppp_pcb *ppp;
static struct netif ppp_netif;
static int is_down;
static int port;
static struct relay relays[MOST_RELAYS];

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
        ssize_t count = write(1, data + done, length - done);
        if (count <= 0) {
            fail("writing to the line");
        }
        done += (u32_t)count;
    }
    return done;
}

static void status(ppp_pcb *pcb, int code, void *context) {
    (void)pcb;
    (void)context;
    fprintf(stderr, code == PPPERR_NONE ? "up\n" : "down: %d\n", code);
    is_down = code != PPPERR_NONE;
}

static void end(struct relay *relay) {
    if (relay->caller != NULL) {
        tcp_arg(relay->caller, NULL);
        tcp_recv(relay->caller, NULL);
        tcp_err(relay->caller, NULL);
        if (tcp_close(relay->caller) != ERR_OK) {
            tcp_abort(relay->caller);
        }
    }
    if (relay->waiting != NULL) {
        pbuf_free(relay->waiting);
    }
    close(relay->socket);
    memset(relay, 0, sizeof *relay);
}

static void broken(void *context, err_t error) {
    struct relay *relay = context;
    (void)error;
    relay->caller = NULL; /* lwIP has freed it */
    end(relay);
}

/* What the socket does not take now waits, and lwIP's window closes. */
static void to_socket(struct relay *relay) {
    while (relay->waiting != NULL) {
        struct pbuf *first = relay->waiting;
        ssize_t count = write(relay->socket, first->payload, first->len);
        if (count <= 0) {
            return;
        }
        tcp_recved(relay->caller, (u16_t)count);
        relay->waiting = pbuf_free_header(first, (u16_t)count);
    }
    if (relay->caller_has_ended) {
        shutdown(relay->socket, SHUT_WR);
    }
}

static err_t received(void *context, struct tcp_pcb *pcb, struct pbuf *bytes, err_t error) {
    struct relay *relay = context;
    (void)pcb;
    (void)error;
    if (bytes == NULL) {
        relay->caller_has_ended = 1;
    } else if (relay->waiting == NULL) {
        relay->waiting = bytes;
    } else {
        pbuf_cat(relay->waiting, bytes);
    }
    to_socket(relay);
    return ERR_OK;
}

static err_t accepted(void *context, struct tcp_pcb *pcb, err_t error) {
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(port)};
    struct relay *relay = relays;
    (void)context;
    (void)error;
    while (relay < relays + MOST_RELAYS && relay->socket != 0) {
        relay++;
    }
    if (relay == relays + MOST_RELAYS) {
        return ERR_MEM;
    }
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    relay->socket = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(relay->socket, (struct sockaddr *)&server, sizeof server) != 0) {
        close(relay->socket);
        relay->socket = 0;
        tcp_abort(pcb);
        return ERR_ABRT;
    }
    fcntl(relay->socket, F_SETFL, O_NONBLOCK);
    relay->caller = pcb;
    tcp_arg(pcb, relay);
    tcp_recv(pcb, received);
    tcp_err(pcb, broken);
    return ERR_OK;
}

static void to_caller(struct relay *relay) {
    char bytes[PIECE];
    ssize_t count = read(relay->socket, bytes, sizeof bytes);
    if (count > 0) {
        tcp_write(relay->caller, bytes, (u16_t)count, TCP_WRITE_FLAG_COPY);
        tcp_output(relay->caller);
    } else if (count == 0 || errno != EAGAIN) {
        end(relay);
    }
}

static int has_room(struct relay *relay) {
    return relay->caller != NULL && tcp_sndbuf(relay->caller) >= PIECE &&
           tcp_sndqueuelen(relay->caller) < TCP_SND_QUEUELEN - 4;
}

/* Lets this end live for a moment. */
static void turn(void) {
    struct pollfd waited[1 + MOST_RELAYS];
    u32_t sleep = sys_timeouts_sleeptime();
    waited[0] = (struct pollfd){.fd = 0, .events = POLLIN};
    for (int i = 0; i < MOST_RELAYS; i++) {
        struct relay *relay = &relays[i];
        short events = (has_room(relay) ? POLLIN : 0) | (relay->waiting != NULL ? POLLOUT : 0);
        waited[1 + i] = (struct pollfd){.fd = events != 0 ? relay->socket : -1, .events = events};
    }
    poll(waited, 1 + MOST_RELAYS, sleep < 100 ? (int)sleep : 100);
    if (waited[0].revents & POLLIN) {
        u8_t bytes[2048];
        ssize_t count = read(0, bytes, sizeof bytes);
        if (count > 0) {
            pppos_input(ppp, bytes, (int)count);
        }
    } else if (waited[0].revents) {
        fail("the line is gone");
    }
    for (int i = 0; i < MOST_RELAYS; i++) {
        if (relays[i].socket != 0 && waited[1 + i].fd >= 0 && waited[1 + i].revents & POLLOUT) {
            to_socket(&relays[i]);
        }
        if (relays[i].socket != 0 && waited[1 + i].revents & (POLLIN | POLLHUP | POLLERR) && has_room(&relays[i])) {
            to_caller(&relays[i]);
        }
    }
    sys_check_timeouts();
}

static ip4_addr_t address(int last) {
    ip4_addr_t made;
    IP4_ADDR(&made, 10, 9, 0, last);
    return made;
}

int main(int count, char **arguments) {
    ip4_addr_t ours = address(1), theirs = address(2);
    struct tcp_pcb *listener;
    if (count != 5) {
        fail("usage: answerer AUTHENTICATION USER PASSWORD PORT");
    }
    port = atoi(arguments[4]);
    srand((unsigned)time(NULL));
    lwip_init();
    ppp = pppos_create(&ppp_netif, transmit, status, NULL);
    ppp_set_ipcp_ouraddr(ppp, &ours);
    ppp_set_ipcp_hisaddr(ppp, &theirs);
    ppp_set_ipcp_dnsaddr(ppp, 0, &ours);
    ppp_set_ipcp_dnsaddr(ppp, 1, &ours);
    if (strcmp(arguments[1], "none") != 0) {
        u8_t kind = strcmp(arguments[1], "pap") == 0 ? PPPAUTHTYPE_PAP : PPPAUTHTYPE_CHAP;
        ppp_set_auth(ppp, kind, arguments[2], arguments[3]);
        ppp_set_auth_required(ppp, 1);
    }
    listener = tcp_new();
    tcp_bind(listener, IP_ADDR_ANY, (u16_t)port);
    listener = tcp_listen(listener);
    tcp_accept(listener, accepted);
    ppp_listen(ppp);
    while (!is_down) {
        turn();
    }
    return 0;
}
