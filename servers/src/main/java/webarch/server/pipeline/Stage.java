package webarch.server.pipeline;

import webarch.linux.SystemCallException;

/** What a thread of the read or of the write stage does with the tickets that it has taken. */
interface Stage {
    /** Serves all tickets and passes them on, so that {@code work} is empty afterwards. */
    void serve(Batch work) throws SystemCallException;
}
