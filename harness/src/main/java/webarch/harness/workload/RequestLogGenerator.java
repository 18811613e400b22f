package webarch.harness.workload;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.GuideTableDiscreteSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Draws a request log. Three draws a request, in this order: directory, file within it, whether the
 * session ends. Only additions, comparisons and divisions of doubles, so every machine draws the
 * same. How requests are made comes from a generator of its own, again three draws a request: so
 * think times and methods leave it as it is which files are asked for.
 */
final class RequestLogGenerator {
    /** Long enough that a client rarely fetches the next, short against the log. */
    private static final int STRETCH = 64;

    private final Workload workload;
    private final long seed;
    private final UniformRandomProvider random;
    private final DiscreteSampler directories;
    private final DiscreteSampler files;

    RequestLogGenerator(Workload workload, long seed) {
        this.workload = workload;
        this.seed = seed;
        random = generator(1);
        directories =
                GuideTableDiscreteSampler.of(
                        random, workload.popularity().directoryWeights(workload.directories()));
        files = GuideTableDiscreteSampler.of(random, fileWeights(workload));
    }

    /**
     * Probability of each file of a directory: its class's share times its own within the class.
     */
    static double[] fileWeights(Workload workload) {
        double[] weights = new double[workload.filesPerDirectory()];
        double shares =
                workload.classes().stream().mapToDouble(FileClass::weight).reduce(0, Double::sum);
        int next = 0;
        for (FileClass fileClass : workload.classes()) {
            List<Double> within = workload.popularity().fileWeights(fileClass.files());
            double sum = 0;
            for (double weight : within) {
                sum += weight;
            }
            for (double weight : within) {
                weights[next++] = fileClass.weight() / shares * (weight / sum);
            }
        }
        return weights;
    }

    RequestLog generate(int count) {
        int perDirectory = workload.filesPerDirectory();
        double endProbability = workload.session().endProbability();
        boolean endless = workload.session().endless();
        int[] requests = new int[count];
        int[] ends = new int[count];
        int sessions = 0;
        for (int i = 0; i < count; i++) {
            requests[i] = directories.sample() * perDirectory + files.sample();
            boolean last = random.nextDouble() < endProbability;
            if (last || i + 1 == count || (endless && (i + 1) % STRETCH == 0)) {
                ends[sessions++] = i + 1;
            }
        }
        int[] sessionEnds = Arrays.copyOf(ends, sessions);
        return new RequestLog(
                workload.name(),
                endless,
                workload.fileSet(seed),
                requests,
                sessionEnds,
                behaviour(count, endless ? new int[0] : sessionEnds));
    }

    /** {@code ends} is where sessions end after which a client does not think. */
    private Behaviour behaviour(int count, int[] ends) {
        if (workload.think().isEmpty() && workload.headShare() == 0) {
            return Behaviour.PLAIN;
        }
        UniformRandomProvider own = generator(3);
        int[] thinkMicros = new int[workload.think().isPresent() ? count : 0];
        BitSet head = new BitSet(count);
        int session = 0;
        boolean first = true;
        for (int i = 0; i < count; i++) {
            double page = own.nextDouble();
            double time = own.nextDouble();
            head.set(i, own.nextDouble() < workload.headShare());
            if (workload.think().isPresent() && !first) {
                Think think = workload.think().get();
                thinkMicros[i] = think.micros(page < think.pageEndProbability(), time);
            }
            first = session < ends.length && ends[session] == i + 1;
            session += first ? 1 : 0;
        }
        return new Behaviour(thinkMicros, head);
    }

    private UniformRandomProvider generator(int stream) {
        long[] state = {FileContent.word(seed, stream), FileContent.word(seed, stream + 1)};
        return RandomSource.XO_RO_SHI_RO_128_PP.create(state);
    }
}
