package webarch.harness.disk;

/**
 * The memory charged to a control group, in bytes.
 *
 * @param used processes, page cache and what the kernel holds for them
 * @param pageCache pages of files among it
 * @param swapped what was moved out of memory
 * @param kills processes that the kernel has killed because nothing could be freed
 */
public record GroupMemory(long used, long pageCache, long swapped, long kills) {
    public long nonFile() {
        return Math.max(0, used - pageCache);
    }
}
