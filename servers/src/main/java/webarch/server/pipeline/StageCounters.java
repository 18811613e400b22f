package webarch.server.pipeline;

import webarch.server.Counter;

/**
 * What is counted of a stage and the queue before it. Nothing is counted per request, only per
 * batch.
 *
 * @param puts batches put into the queue
 * @param wakes sleeping threads woken by them
 * @param takes batches taken out of it
 * @param tickets connections in those
 * @param lengths lengths of the queue that the takes found, added up
 * @param longest greatest length so far
 * @param queueTime time that tickets have been in the queue, in nanoseconds
 * @param serviceTime time from a take to the same thread's next, less its waiting, in nanoseconds
 */
record StageCounters(
        Counter puts,
        Counter wakes,
        Counter takes,
        Counter tickets,
        Counter lengths,
        Counter longest,
        Counter queueTime,
        Counter serviceTime) {
    static final StageCounters READ =
            new StageCounters(
                    Counter.READ_PUTS,
                    Counter.READ_WAKES,
                    Counter.READ_BATCHES,
                    Counter.READ_TICKETS,
                    Counter.READ_QUEUE_LENGTHS,
                    Counter.READ_QUEUE_LONGEST,
                    Counter.READ_QUEUE_WAIT_NS,
                    Counter.READ_SERVICE_NS);

    static final StageCounters WRITE =
            new StageCounters(
                    Counter.WRITE_PUTS,
                    Counter.WRITE_WAKES,
                    Counter.WRITE_BATCHES,
                    Counter.WRITE_TICKETS,
                    Counter.WRITE_QUEUE_LENGTHS,
                    Counter.WRITE_QUEUE_LONGEST,
                    Counter.WRITE_QUEUE_WAIT_NS,
                    Counter.WRITE_SERVICE_NS);
}
