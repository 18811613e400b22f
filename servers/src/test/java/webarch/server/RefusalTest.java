package webarch.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that each make sense, but not together. */
class RefusalTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            textBlock =
                    """
                    knot --io nio                                    -> --io: nio waits in the JDK's own pollers, not in a carrier: add --scheduler jdk
                    knot --io nio --scheduler jdk --file-workers 1   -> --file-workers: they send by system call, which --io nio does not
                    knot --io nio --scheduler jdk --sockets blocking -> --sockets: it is the JDK that chooses with --io nio
                    knot --sockets blocking                          -> --sockets: blocking holds up whoever writes, which must not be a carrier: add --file-workers
                    knot --scheduler jdk --cache private             -> --cache: private needs --scheduler loop, for the JDK's threads change carriers
                    knot --file-workers 1 --cache private            -> --cache: private does not go with --file-workers, which serve all carriers
                    knot --scheduler jdk --listener reuseport        -> --listener: reuseport needs --scheduler loop, for jdk has a single acceptor
                    watpipe --listener reuseport                     -> --listener: a single pipeline has a single accept stage; reuseport needs --processes of at least 2
                    """)
    void theReasonIsGiven(String server, String reason) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> LiveServer.start(server));
        assertEquals(reason, refused.getMessage());
    }
}
