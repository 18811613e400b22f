package webarch.harness.load;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Tasks with a time at which they are due, in nano time. One thread owns it. */
final class Timers {
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(
                    Comparator.<Task>comparingLong(task -> task.due - Task.ORIGIN)
                            .thenComparingLong(task -> task.number));
    private long given;

    /** A task to come; cancelled, it is still waited for and then does nothing. */
    private static final class Task implements Network.Timer {
        /** Nano times may be negative or overflow; differences of them do not. */
        private static final long ORIGIN = System.nanoTime();

        private final long due;
        private final long number;
        private Runnable work;

        Task(long due, long number, Runnable work) {
            this.due = due;
            this.number = number;
            this.work = work;
        }

        @Override
        public void cancel() {
            work = () -> {};
        }
    }

    Network.Timer add(long due, Runnable work) {
        Task task = new Task(due, given++, work);
        tasks.add(task);
        return task;
    }

    /** Runs what is due, but not what that adds: the loop looks at its connections in between. */
    void run(long now) {
        long before = given;
        for (Task task = tasks.peek();
                task != null && task.due - now <= 0 && task.number < before;
                task = tasks.peek()) {
            tasks.remove().work.run();
        }
    }

    /** How long until one is due, in nanoseconds; 0 if one is, -1 if there is none. */
    long left(long now) {
        Task task = tasks.peek();
        return task == null ? -1 : Math.max(0, task.due - now);
    }
}
