package webarch.server;

/** How a step of a connection ended. */
public enum Step {
    /** The step is complete; the connection's next step can be taken at once. */
    DONE,
    /** A request is complete, and its file is to be opened: a step that may wait for the disk. */
    UNCACHED,
    /** The socket is not ready; the same step is to be taken again when it is. */
    WOULD_BLOCK,
    /** The connection is at its end; its owner must close it. */
    CLOSED
}
