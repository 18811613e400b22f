/*
 * The floor of a comparison: one event loop in C that makes the same system calls as our servers and sends the same
 * bytes, and does nothing else. It knows its files from the start, GET alone, and closes on whatever it does not expect.
 *
 *   cloop --root DIR [--bind IPV4] [--inline BYTES] [--threads N]
 *
 *   --inline   bodies up to BYTES go out with their head in one send, others by send with MSG_MORE and sendfile
 *   --threads  all but the one that serves do nothing; but to the kernel a descriptor that threads share is one that another
 *              may close during a call, so it counts references where with one thread it need not
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BUCKETS = 1 << 16, INPUT = 8192, EVENTS = 1024, SOCKETS = 1 << 20, DATE = 29 };

/* A reply, rendered but for its date: head, and body where that is small. */
struct file { struct file *next; char *path, *reply; size_t path_length, length; int fd; off_t size; };

/* What has arrived of requests, and what has been sent of the reply to the first of them; file is null between replies. */
struct connection { struct file *file; size_t have, request, sent; off_t position; char input[INPUT]; };

static struct file *files[BUCKETS];
static struct connection *connections[SOCKETS];
static const char *root;
static long inline_bytes = 16384;
static char date[DATE + 1];
static time_t dated;
static const char FORMAT[] = "%a, %d %b %Y %H:%M:%S GMT";
static const char BEFORE_DATE[] = "HTTP/1.1 200 OK\r\nServer: webarch\r\nDate: ";

static unsigned bucket(const char *path, size_t length) {
    unsigned hash = 0;
    while (length-- > 0) hash = 31 * hash + (unsigned char)*path++;
    return (hash ^ hash >> 16) % BUCKETS;
}

static int add(const char *path, const struct stat *stat, int type, struct FTW *where) {
    (void)where;
    if (type != FTW_F) return 0;
    struct file *file = calloc(1, sizeof *file);
    file->path = strdup(path + strlen(root));
    file->path_length = strlen(file->path);
    file->size = stat->st_size;
    file->fd = open(path, O_RDONLY | O_CLOEXEC);
    int small = file->size <= inline_bytes;
    file->reply = malloc(512 + (small ? (size_t)file->size : 0));
    char modified[DATE + 1];
    strftime(modified, sizeof modified, FORMAT, gmtime(&stat->st_mtime));
    file->length = (size_t)sprintf(file->reply,
            "%s%029d\r\nContent-Type: application/octet-stream\r\nContent-Length: %ld\r\nLast-Modified: %s\r\n"
            "ETag: \"%lx.%lx-%lx\"\r\nAccept-Ranges: bytes\r\n\r\n",
            BEFORE_DATE, 0, (long)file->size, modified, (long)stat->st_mtime, stat->st_mtim.tv_nsec, (long)file->size);
    if (file->fd < 0) err(2, "%s", path);
    if (small) {
        if (read(file->fd, file->reply + file->length, (size_t)file->size) != file->size) err(2, "%s", path);
        close(file->fd);
        file->length += (size_t)file->size;
        file->size = 0; /* left to be sent from the disk */
    }
    unsigned at = bucket(file->path, file->path_length);
    file->next = files[at];
    files[at] = file;
    return 0;
}

/* The file that the first request asks for; null when it is incomplete, and the connection's end when it is odd. */
static struct file *parse(struct connection *c, int *odd) {
    char *end = memmem(c->input, c->have, "\r\n\r\n", 4);
    *odd = end == NULL && c->have == INPUT;
    if (end == NULL) return NULL;
    c->request = (size_t)(end + 4 - c->input);
    char *path = c->input + 4, *blank = memchr(path, ' ', c->request - 4);
    *odd = 1;
    if (c->request < 18 || memcmp(c->input, "GET ", 4) || !blank || memcmp(blank, " HTTP/1.1\r\n", 11)) return NULL;
    size_t length = (size_t)(blank - path);
    struct file *file = files[bucket(path, length)];
    while (file && (file->path_length != length || memcmp(file->path, path, length))) file = file->next;
    *odd = file == NULL;
    return file;
}

/* Sends what is left of the reply: 1 when all is sent, 0 when the socket is full, -1 at the connection's end. */
static int reply(int fd, struct connection *c) {
    struct file *file = c->file;
    if (c->sent == 0) memcpy(file->reply + sizeof BEFORE_DATE - 1, date, DATE);
    while (c->sent < file->length) {
        ssize_t n = send(fd, file->reply + c->sent, file->length - c->sent, MSG_NOSIGNAL | (file->size ? MSG_MORE : 0));
        if (n < 0) return errno == EAGAIN ? 0 : -1;
        c->sent += (size_t)n;
    }
    while (c->position < file->size) {
        ssize_t n = sendfile(fd, file->fd, &c->position, (size_t)(file->size - c->position));
        if (n <= 0) return n < 0 && errno == EAGAIN ? 0 : -1;
    }
    return 1;
}

/* Goes on until the socket is not ready; -1 at the connection's end. A short receive has emptied the socket. */
static int advance(int fd, struct connection *c, int readable, int ending) {
    for (;;) {
        int odd = 0;
        if (c->file == NULL && c->have > 0) {
            c->file = parse(c, &odd);
            c->sent = 0;
            c->position = 0;
        }
        if (odd) return -1;
        if (c->file != NULL) {
            int sent = reply(fd, c);
            if (sent <= 0) return sent;
            memmove(c->input, c->input + c->request, c->have -= c->request);
            c->file = NULL;
        } else if (!readable) {
            return 0;
        } else {
            ssize_t n = recv(fd, c->input + c->have, INPUT - c->have, MSG_DONTWAIT);
            if (n <= 0) return n < 0 && errno == EAGAIN ? 0 : -1;
            c->have += (size_t)n;
            readable = c->have == INPUT || ending;
        }
    }
}

static int listen_on_any_port(const char *bound) {
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t size = sizeof address;
    int on = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (inet_pton(AF_INET, bound, &address.sin_addr) != 1) errx(2, "--bind %s: no IPv4 address", bound);
    if (bind(fd, (struct sockaddr *)&address, size) || listen(fd, 4096)) err(2, "listen");
    getsockname(fd, (struct sockaddr *)&address, &size);
    printf("ready pid=%d port=%d\n", (int)getpid(), ntohs(address.sin_port));
    fflush(stdout);
    return fd;
}

static void watch(int epoll, int fd, unsigned mask) {
    struct epoll_event event = {.events = mask | EPOLLET, .data.fd = fd};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event)) err(1, "epoll_ctl");
}

static void *idle(void *nothing) {
    for (;;) pause();
    return nothing;
}

static void start_idle_thread(void) {
    pthread_t thread;
    int error = pthread_create(&thread, NULL, idle, NULL);
    if (error) errx(1, "--threads: %s", strerror(error));
}

int main(int count, char **arguments) {
    const char *bound = "127.0.0.1";
    int threads = 1;
    for (int i = 1; i + 1 < count; i += 2) {
        if (!strcmp(arguments[i], "--root")) root = arguments[i + 1];
        else if (!strcmp(arguments[i], "--bind")) bound = arguments[i + 1];
        else if (!strcmp(arguments[i], "--inline")) inline_bytes = atol(arguments[i + 1]);
        else if (!strcmp(arguments[i], "--threads")) threads = atoi(arguments[i + 1]);
        else errx(2, "unknown option %s", arguments[i]);
    }
    if (root == NULL || count % 2 == 0) errx(2, "usage: cloop --root DIR [--bind IPV4] [--inline BYTES] [--threads N]");
    if (nftw(root, add, 16, FTW_PHYS)) err(2, "--root %s", root);
    while (threads-- > 1) start_idle_thread();
    int listener = listen_on_any_port(bound), epoll = epoll_create1(EPOLL_CLOEXEC);
    watch(epoll, listener, EPOLLIN);
    for (struct epoll_event events[EVENTS];;) {
        int ready = epoll_wait(epoll, events, EVENTS, -1);
        time_t now = time(NULL);
        if (now != dated) strftime(date, sizeof date, FORMAT, gmtime(&now));
        dated = now;
        for (int i = 0; i < ready; i++) {
            int fd = events[i].data.fd;
            if (fd == listener) {
                for (int s; (s = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) {
                    connections[s] = calloc(1, sizeof **connections);
                    watch(epoll, s, EPOLLIN | EPOLLOUT | EPOLLRDHUP);
                }
                continue;
            }
            int ending = events[i].events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR);
            if (advance(fd, connections[fd], events[i].events & (EPOLLIN | (unsigned)ending), ending) < 0) {
                free(connections[fd]);
                close(fd);
            }
        }
    }
}
