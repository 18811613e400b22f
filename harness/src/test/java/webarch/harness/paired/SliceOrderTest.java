package webarch.harness.paired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class SliceOrderTest {
    private static List<List<Integer>> orders(long seed, int rounds) {
        return new SliceOrder(5, RandomSource.XO_SHI_RO_256_PP.create(seed)).next(rounds);
    }

    @Test
    void everyRoundHasEveryServerOnce() {
        for (List<Integer> round : orders(1, 7)) {
            assertEquals(List.of(0, 1, 2, 3, 4), round.stream().sorted().toList());
        }
    }

    @Test
    void overAPairOfRoundsAllServersHaveTheSameMeanPosition() {
        List<List<Integer>> orders = orders(1, 6);
        for (int pair = 0; pair < 6; pair += 2) {
            assertEquals(orders.get(pair).reversed(), orders.get(pair + 1));
        }
    }

    @Test
    void theOrderFollowsTheSeed() {
        assertEquals(orders(3, 8), orders(3, 8));
        assertNotEquals(orders(3, 8), orders(4, 8));
        assertNotEquals(orders(3, 8).get(0), orders(3, 8).get(2));
    }
}
