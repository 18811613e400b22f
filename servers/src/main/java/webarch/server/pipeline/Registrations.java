package webarch.server.pipeline;

/** The connections that a poll stage waits for. */
interface Registrations {
    /** The ticket that an event makes the poll stage's own; null when the event is not for it. */
    Ticket claim(int socket, int events);
}
