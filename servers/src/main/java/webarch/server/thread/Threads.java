package webarch.server.thread;

import webarch.server.Workspace;

/**
 * What a connection's thread stands on: a scheduler of virtual threads, and the poller that knows
 * their sockets. A process has one kind of it, {@link Carrier} or {@link StockThreads}.
 */
interface Threads {
    /** Starts a virtual thread. Called by any thread. */
    void start(Runnable task);

    /** Where a thread learns what happens on its socket. */
    SocketEvents events();

    /** The workspace for one step of the calling thread, to be given back before it waits. */
    Workspace take();

    /** Gives back what {@link #take} has answered. */
    void give(Workspace workspace);
}
