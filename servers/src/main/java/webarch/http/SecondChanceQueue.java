package webarch.http;

import java.util.ArrayDeque;
import java.util.function.ToLongFunction;

/**
 * Decides which files leave the cache when they weigh more than allowed: first in, first out, but a
 * file used since it was last looked at goes to the end once more (the CLOCK policy; Corbató 1968).
 * Guarded by the cache's lock.
 */
final class SecondChanceQueue {
    private final ArrayDeque<CachedFile> files = new ArrayDeque<>();
    private final ToLongFunction<CachedFile> weight;
    private final long capacity;
    private long total;

    SecondChanceQueue(long capacity, ToLongFunction<CachedFile> weight) {
        this.capacity = capacity;
        this.weight = weight;
    }

    void add(CachedFile file) {
        files.addLast(file);
        total += weight.applyAsLong(file);
    }

    void remove(CachedFile file) {
        if (files.removeFirstOccurrence(file)) {
            total -= weight.applyAsLong(file);
        }
    }

    boolean isOver() {
        return total > capacity;
    }

    /** Takes out the file to evict, or answers null when there is none. */
    CachedFile next() {
        for (int left = files.size(); left > 0 && files.peekFirst().takeSecondChance(); left--) {
            files.addLast(files.removeFirst());
        }
        CachedFile victim = files.pollFirst();
        if (victim != null) {
            total -= weight.applyAsLong(victim);
        }
        return victim;
    }
}
