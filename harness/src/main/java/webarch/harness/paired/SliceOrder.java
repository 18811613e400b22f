package webarch.harness.paired;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ListSampler;

/**
 * In which order the servers take their turns: every odd round is shuffled, every even round is the
 * one before backwards (ABBA). Over a pair of rounds all servers have the same mean position, so a
 * machine that becomes steadily slower is no one's disadvantage. Owned by one thread.
 */
final class SliceOrder {
    private final int servers;
    private final UniformRandomProvider random;

    SliceOrder(int servers, UniformRandomProvider random) {
        this.servers = servers;
        this.random = random;
    }

    /** The servers by number, for each of {@code rounds} rounds. */
    List<List<Integer>> next(int rounds) {
        List<List<Integer>> orders = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            orders.add(round % 2 == 0 ? shuffled() : orders.getLast().reversed());
        }
        return orders;
    }

    private List<Integer> shuffled() {
        List<Integer> order = new ArrayList<>(IntStream.range(0, servers).boxed().toList());
        ListSampler.shuffle(random, order);
        return order;
    }
}
