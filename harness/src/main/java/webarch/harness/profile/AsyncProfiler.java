package webarch.harness.profile;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/**
 * Samples the stacks of one Java virtual machine, kernel frames included, into which it loads
 * async-profiler. Sampling is by CPU time, so an idle thread costs nothing; where one {@link
 * Engine} is not permitted, the next is taken.
 *
 * <p>{@link #start} takes from milliseconds to seconds, in which the server serves on, and only
 * what comes after its return belongs to a profile. Owned by the thread that measures.
 */
final class AsyncProfiler implements Sampler {
    /** For virtual machines that are to be sampled: else frames are found at safepoints alone. */
    static final List<String> JVM_FLAGS =
            List.of("-J-XX:+DebugNonSafepoints", "-J-XX:+EnableDynamicAgentLoading");

    private static final String LIBRARY = "libasyncProfiler.so";
    private static final String ABOUT =
            "/META-INF/maven/tools.profiler/async-profiler/pom.properties";

    /** What asks for samples, the best first. By name, or the choice would be nobody's to know. */
    private enum Engine {
        /** Events of the kernel, with its stacks. */
        PERF_EVENTS("perf_events", "cpu-clock"),
        /** Timers of threads: no kernel stacks, and no finer than the kernel's tick. */
        CTIMER("ctimer", "ctimer");

        private final String title;
        private final String event;

        Engine(String title, String event) {
            this.title = title;
            this.event = event;
        }
    }

    private final long process;
    private final Path library;
    private final Path dump;
    private VirtualMachine machine;
    private Engine engine;

    /** {@code folder} is the run's own; the dump is in it until it has been read. */
    AsyncProfiler(long process, Path library, Path folder) {
        this.process = process;
        this.library = library.toAbsolutePath();
        dump = folder.resolve(process + ".collapsed").toAbsolutePath();
    }

    /**
     * The library for this processor, out of its jar; in {@code folder}, where it stays.
     *
     * @throws IOException if there is none for this processor, or it cannot be written
     */
    static Path library(Path folder) throws IOException {
        String platform =
                switch (System.getProperty("os.arch")) {
                    case "amd64", "x86_64" -> "linux-x64";
                    case "aarch64" -> "linux-arm64";
                    default ->
                            throw new IOException(
                                    "async-profiler has no library for processors called "
                                            + System.getProperty("os.arch"));
                };
        String resource = "/" + platform + "/" + LIBRARY;
        try (InputStream in = AsyncProfiler.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the jar of async-profiler has no " + resource);
            }
            Path library = Files.createDirectories(folder).resolve(LIBRARY);
            Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
            return library;
        }
    }

    /** Name and version, from the jar. */
    static String version() throws IOException {
        Properties about = new Properties();
        try (InputStream in = AsyncProfiler.class.getResourceAsStream(ABOUT)) {
            if (in != null) {
                about.load(in);
            }
        }
        return ("async-profiler " + about.getProperty("version", "")).strip();
    }

    @Override
    public void start(Duration interval) throws IOException {
        try {
            machine = VirtualMachine.attach(Long.toString(process));
        } catch (AttachNotSupportedException error) {
            throw new IOException(
                    "cannot attach to the server's JVM: " + error.getMessage(), error);
        }
        engine = Engine.PERF_EVENTS;
        // Without the right to the kernel's part events would be of user mode alone, and CPU time
        // missing; and a sandbox may forbid what the settings permit.
        if (KernelAccess.here().missing().isPresent() || !starts(interval)) {
            engine = Engine.CTIMER;
            command(words(engine, interval));
        }
    }

    private boolean starts(Duration interval) throws IOException {
        try {
            send(words(engine, interval));
            return true;
        } catch (AgentInitializationException _) {
            return false;
        }
    }

    private static String words(Engine engine, Duration interval) {
        return "start,event=" + engine.event + ",threads,interval=" + interval.toNanos();
    }

    @Override
    public String engine() {
        return engine.title;
    }

    @Override
    public void stop() throws IOException {
        command("stop");
    }

    @Override
    public Samples samples() throws IOException {
        command("dump,collapsed,total,threads,ann,file=" + dump);
        machine.detach();
        Samples samples = Samples.read(dump);
        Files.delete(dump);
        return samples;
    }

    private void command(String words) throws IOException {
        try {
            send(words);
        } catch (AgentInitializationException error) {
            throw new IOException(
                    "async-profiler refused (" + error.returnValue() + "); server.log says why",
                    error);
        }
    }

    private void send(String words) throws IOException, AgentInitializationException {
        try {
            machine.loadAgentPath(library.toString(), words);
        } catch (AgentLoadException error) {
            throw new IOException("async-profiler cannot be loaded: " + error.getMessage(), error);
        }
    }
}
