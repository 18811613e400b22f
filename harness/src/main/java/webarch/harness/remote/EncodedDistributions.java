package webarch.harness.remote;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.HdrHistogram.Histogram;
import webarch.harness.load.Distributions;

/** Distributions in HdrHistogram's own encoding, which keeps every count, as text. */
record EncodedDistributions(List<String> latencyByClass, String response, String pauses) {

    static EncodedDistributions of(Distributions measured) {
        return new EncodedDistributions(
                measured.latencyByClass().stream().map(EncodedDistributions::encoded).toList(),
                encoded(measured.response()),
                encoded(measured.pauses()));
    }

    Distributions decoded() {
        return new Distributions(
                latencyByClass.stream().map(EncodedDistributions::decoded).toList(),
                decoded(response),
                decoded(pauses));
    }

    private static String encoded(Histogram histogram) {
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoByteBuffer(bytes);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    }

    /** Into one that grows, which a decoded one does not. */
    private static Histogram decoded(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        Histogram histogram = new Histogram(3);
        histogram.add(Histogram.decodeFromByteBuffer(bytes, 0));
        return histogram;
    }
}
