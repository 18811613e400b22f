package webarch.harness.load;

/** Makes the network of each loop, and ends them all. */
interface Networks extends AutoCloseable {
    /** The network of one more loop; its thread runs from now on. */
    Network next(LoadLoop loop);

    /** Returns when no thread of them is left; the loops have stopped. */
    @Override
    void close();
}
