package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What is promoted is not reclaimed. */
class CollectionsTest {
    @Test
    void theGenerationsAreAddedUp() {
        String log =
                """
                GC(4) DefNew: 3072K(3712K)->100K(3712K) Eden: 3072K(3328K)->0K(3328K) From: 0K(384K)->100K(384K)
                GC(4) Tenured: 812K(61440K)->912K(61440K)
                GC(4) Metaspace: 4000K(4096K)->4000K(4096K) NonClass: 3600K(3648K)->3600K(3648K)
                """;
        assertEquals(1024L * (2972 - 100), Collections.reclaimed(log));
        assertEquals(0, Collections.reclaimed(""));
    }
}
