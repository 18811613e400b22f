package webarch.harness.load;

import java.util.ArrayList;
import java.util.List;

/** Loops of system calls, a thread each. */
final class NativeNetworks implements Networks {
    private final LoadOptions options;
    private final List<NativeNetwork> networks = new ArrayList<>();

    NativeNetworks(LoadOptions options) {
        this.options = options;
    }

    @Override
    public Network next(LoadLoop loop) {
        NativeNetwork network = new NativeNetwork(loop, options.server());
        networks.add(network);
        network.start("load-" + networks.size());
        return network;
    }

    @Override
    public void close() {
        networks.forEach(NativeNetwork::end);
        networks.forEach(NativeNetwork::join);
    }
}
