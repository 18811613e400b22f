package webarch.harness.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import webarch.harness.UsageException;

class DescriptorsTest {
    @Test
    void moreConnectionsThanDescriptorsAreRefused() {
        Descriptors descriptors = new Descriptors(1024, 30);
        descriptors.requireFor(930, "--connections 930");
        UsageException refusal =
                assertThrows(
                        UsageException.class,
                        () -> descriptors.requireFor(931, "--connections 931"));
        assertEquals(
                "--connections 931 needs about 1025 file descriptors, but the limit is 1024;"
                        + " raise it with `ulimit -n 1025` or use fewer connections",
                refusal.getMessage());
    }

    @Test
    void thoseOfThisProcessAreKnown() {
        Descriptors now = Descriptors.now();
        assertTrue(now.open() > 3 && now.open() < now.limit(), now.toString());
    }
}
