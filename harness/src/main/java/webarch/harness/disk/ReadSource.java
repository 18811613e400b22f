package webarch.harness.disk;

/** Where pages come from that are not in memory. Any thread may ask. */
interface ReadSource {
    DeviceReads reads();

    /** How far the kernel reads ahead, in kB; null where it does not tell. */
    Long readAheadKb();
}
