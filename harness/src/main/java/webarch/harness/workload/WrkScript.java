package webarch.harness.workload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import webarch.harness.UsageException;

/**
 * A request log as a Lua script for wrk. Each thread of wrk follows the whole log, from a place of
 * its own, over and over; all its connections draw from it. The last request of a session asks the
 * server to close the connection, so that there are as many connects as there should be, though
 * sessions that run at the same time are mingled.
 */
final class WrkScript implements Export {
    /** What the script needs beside the log. */
    private static final String REST =
            """
            local paths = {}
            for path in files:gmatch("%S+") do
              paths[#paths + 1] = "/" .. path
            end
            -- A request: the number of its file; C if the connection ends; think time in ms.
            local log = {}
            for file, close, think in requests:gmatch("(%d+)(C?)@?(%d*)") do
              log[#log + 1] = {
                path = paths[tonumber(file)],
                headers = close == "C" and {["Connection"] = "close"} or nil,
                think = tonumber(think) or 0,
              }
            end

            local threads = 0
            function setup(thread)
              thread:set("number", threads)
              threads = threads + 1
            end

            local first, asked, thought = 0, 0, 0
            function init(args)
              first = number * 7919 -- threads do not ask for the same at the same time
              -- wrk takes one request of its first thread to look at, and does not send it.
              asked = number == 0 and -1 or 0
            end

            local function at(count)
              return log[(first + math.max(count, 0)) % #log + 1]
            end

            function request()
              local entry = at(asked)
              asked = asked + 1
              return wrk.format("GET", entry.path, entry.headers)
            end
            """;

    private static final String DELAY =
            """

            function delay()
              local entry = at(thought)
              thought = thought + 1
              return entry.think
            end
            """;

    private final RequestLog log;

    /**
     * Of {@code log}.
     *
     * @throws UsageException if there is a HEAD, because wrk waits for the body of every reply, or
     *     sessions are to arrive at a rate
     */
    WrkScript(RequestLog log, ExportOptions options) {
        if (log.heads()) {
            throw new UsageException(
                    "--for wrk: workload "
                            + log.name()
                            + " asks with HEAD, and wrk would wait for a body; export it for"
                            + " httperf or Hyperfoil");
        }
        if (options.sessionRate().isPresent()) {
            throw new UsageException(
                    "--for wrk: wrk has no --session-rate; export it for httperf or Hyperfoil");
        }
        this.log = log;
    }

    @Override
    public int requests() {
        return log.size();
    }

    @Override
    public void write(Appendable out) throws IOException {
        out.append("-- workload ").append(log.name());
        out.append(", request log sha256 ").append(log.sha256()).append('\n');
        Map<Integer, Integer> numbers = numbers();
        out.append("local files = [[\n");
        for (int file : numbers.keySet()) {
            out.append(log.fileSet().files().get(file).path()).append('\n');
        }
        out.append("]]\nlocal requests = [[\n");
        for (int session = 0; session < log.sessions(); session++) {
            int end = log.sessionEnd(session);
            for (int i = log.sessionStart(session); i < end; i++) {
                out.append(numbers.get(log.file(i)).toString());
                out.append(!log.endless() && i + 1 == end ? "C" : "");
                out.append(
                        log.thinkMicros(i) > 0 ? "@" + Math.round(log.thinkMicros(i) / 1e3) : "");
                out.append(i + 1 == end ? '\n' : ' ');
            }
        }
        out.append("]]\n").append(REST);
        if (log.thinks()) {
            out.append(DELAY);
        }
    }

    /** The files that are asked for at all, numbered from 1 in the order of their first request. */
    private Map<Integer, Integer> numbers() {
        Map<Integer, Integer> numbers = new LinkedHashMap<>();
        for (int i = 0; i < log.size(); i++) {
            numbers.putIfAbsent(log.file(i), numbers.size() + 1);
        }
        return numbers;
    }

    @Override
    public String usage(Path file) {
        return "wrk --script "
                + file
                + " --threads 1 --connections N --duration 20s http://HOST:PORT";
    }
}
