package webarch.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class EpollEventTest {
    @Test
    void theStructureIsPackedOnX86Only() {
        assertEquals(12, EpollEvent.size("amd64"));
        assertEquals(4, EpollEvent.dataOffset("amd64"));
        assertEquals(16, EpollEvent.size("aarch64"));
        assertEquals(8, EpollEvent.dataOffset("aarch64"));
    }

    @Test
    void anUnknownCpuIsRefused() {
        assertThrows(UnsupportedOperationException.class, () -> EpollEvent.size("sparc"));
    }
}
