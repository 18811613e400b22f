package webarch.harness.disk;

import java.util.Optional;

/**
 * What device and memory of a run are at at one moment.
 *
 * @param memory empty where it is not limited
 */
public record DiskReading(DeviceReads reads, Optional<GroupMemory> memory) {}
