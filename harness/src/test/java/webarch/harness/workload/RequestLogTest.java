package webarch.harness.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestLogTest {
    private static final int DIRECTORIES = 5;
    private static final int FILES = 36;
    private static final RequestLog LOG =
            Workloads.specweb99().withDirectories(DIRECTORIES).requestLog(1);

    /** The text the digest is defined over, made the slow way. */
    private static String text(RequestLog log) {
        StringBuilder text = new StringBuilder();
        for (int session = 0; session < log.sessions(); session++) {
            for (int i = log.sessionStart(session); i < log.sessionEnd(session); i++) {
                boolean last = i + 1 == (log.endless() ? log.size() : log.sessionEnd(session));
                text.append(log.head(i) ? "HEAD:" : "");
                text.append(log.fileSet().files().get(log.file(i)).path());
                text.append(log.thinkMicros(i) > 0 ? "@" + log.thinkMicros(i) : "");
                text.append(last ? '\n' : ' ');
            }
        }
        return text.toString();
    }

    private static String sha256(String text) throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    /** Half-width of an interval that a share of the requests leaves once in 10^9 seeds. */
    private static double tolerance(double share) {
        return 6 * Math.sqrt(share * (1 - share) / LOG.size());
    }

    private static void assertShare(double expected, long count, String of) {
        double share = (double) count / LOG.size();
        assertEquals(expected, share, tolerance(expected), of);
    }

    @Test
    void theShippedWorkloadIsTheSameEverywhere() {
        assertEquals(
                "d2f7f7aeeaa852952424523515480517eba4c52833545f1ad610a5271dbcdd9b", LOG.sha256());
        assertEquals(
                "492d71fcf1835b52653aadb72fc8a08e12c2bec062067c4922038ff375502420",
                LOG.fileSet().sha256());
    }

    @Test
    void languageAndCountryDoNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            RequestLog again = Workloads.specweb99().withDirectories(DIRECTORIES).requestLog(1);
            assertEquals(LOG.sha256(), again.sha256());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void seedAndDirectoriesAndSessionsAreItsIdentity() {
        Workload small = Workloads.small();
        String sha256 = small.requestLog(1, 1000).sha256();
        assertEquals(sha256, small.requestLog(1, 1000).sha256());
        assertNotEquals(sha256, small.requestLog(2, 1000).sha256());
        assertNotEquals(sha256, small.withDirectories(3).requestLog(1, 1000).sha256());
        assertNotEquals(sha256, small.withSession(Session.ENDLESS).requestLog(1, 1000).sha256());
    }

    @Test
    void sha256IsThatOfItsText() throws Exception {
        RequestLog sessions = Workloads.small().requestLog(1, 10_001);
        assertEquals(sha256(text(sessions)), sessions.sha256());
        RequestLog endless = Workloads.small().withSession(Session.ENDLESS).requestLog(1, 10_001);
        assertEquals(sha256(text(endless)), endless.sha256());
        assertEquals(1, text(endless).lines().count());
    }

    @Test
    void thinkTimesAndMethodsAreLoggedAndLeaveTheFilesAsked() throws Exception {
        RequestLog plain = Workloads.small().requestLog(1, 100_000);
        RequestLog log = thinking(false).requestLog(1, 100_000);
        assertEquals(sha256(text(log)), log.sha256());
        assertEquals(log.sha256(), thinking(false).requestLog(1, 100_000).sha256());
        assertNotEquals(plain.sha256(), log.sha256());
        assertEquals(plain.sessions(), log.sessions());
        int heads = 0;
        for (int i = 0; i < log.size(); i++) {
            assertEquals(plain.file(i), log.file(i));
            heads += log.head(i) ? 1 : 0;
        }
        assertEquals(0.2, heads / 1e5, 0.01);
        for (int session = 0; session < log.sessions(); session++) {
            assertEquals(0, log.thinkMicros(log.sessionStart(session)));
        }
    }

    @Test
    void aLogThatThinksIsAPrefixOfALongerOne() {
        RequestLog shorter = thinking(false).requestLog(1, 1000);
        RequestLog longer = thinking(false).requestLog(1, 2000);
        for (int i = 0; i < shorter.size(); i++) {
            assertEquals(longer.thinkMicros(i), shorter.thinkMicros(i));
            assertEquals(longer.head(i), shorter.head(i));
        }
    }

    /** With fixed times each request tells whether its page is new: one in 2.5, but no first. */
    @Test
    void pagesAndThinkTimesHaveTheirMeans() {
        RequestLog fixed = thinking(true).withSession(Session.ENDLESS).requestLog(1, 100_000);
        int pages = 0;
        for (int i = 1; i < fixed.size(); i++) {
            assertTrue(Set.of(10_000, 300_000).contains(fixed.thinkMicros(i)));
            pages += fixed.thinkMicros(i) == 300_000 ? 1 : 0;
        }
        assertEquals(1 / 2.5, pages / 1e5, 0.01);
        RequestLog log = thinking(false).withSession(Session.ENDLESS).requestLog(1, 100_000);
        double sum = 0;
        for (int i = 1; i < log.size(); i++) {
            sum += log.thinkMicros(i);
        }
        assertEquals(0.4 * 300_000 + 0.6 * 10_000, sum / 1e5, 4000);
    }

    /** 2.5 requests a page, 10 ms within it, 300 ms before the next, a fifth of them HEAD. */
    private static Workload thinking(boolean fixed) {
        Workload small = Workloads.small();
        return new Workload(
                small.name(),
                small.description(),
                small.directories(),
                small.classes(),
                small.popularity(),
                small.session(),
                Optional.of(new Think(Duration.ofMillis(10), Duration.ofMillis(300), 2.5, fixed)),
                0.2);
    }

    @Test
    void classesHaveTheirShares() {
        double[] shares = {0.35, 0.50, 0.14, 0.01};
        long[] counts = new long[shares.length];
        for (int i = 0; i < LOG.size(); i++) {
            counts[LOG.file(i) % FILES / 9]++;
        }
        for (int c = 0; c < shares.length; c++) {
            assertShare(shares[c], counts[c], "class " + c);
        }
    }

    @Test
    void filesOfAClassHaveTheirShares() {
        int[] thousandths = {39, 59, 88, 177, 353, 118, 71, 50, 44};
        long[] counts = new long[thousandths.length];
        for (int i = 0; i < LOG.size(); i++) {
            counts[LOG.file(i) % 9]++;
        }
        for (int f = 0; f < thousandths.length; f++) {
            assertShare(thousandths[f] / 999.0, counts[f], "file " + f);
        }
    }

    @Test
    void directoriesFollowZipfsLaw() {
        double harmonic = 0;
        for (int rank = 1; rank <= DIRECTORIES; rank++) {
            harmonic += 1.0 / rank;
        }
        long[] counts = new long[DIRECTORIES];
        for (int i = 0; i < LOG.size(); i++) {
            counts[LOG.file(i) / FILES]++;
        }
        for (int rank = 1; rank <= DIRECTORIES; rank++) {
            assertShare(1 / (rank * harmonic), counts[rank - 1], "directory " + rank);
        }
    }

    @Test
    void sessionsAreGeometric() {
        double mean = 7.2;
        assertEquals(mean, (double) LOG.size() / LOG.sessions(), 0.1);
        long ofOne = 0;
        for (int session = 0; session < LOG.sessions(); session++) {
            int length = LOG.sessionEnd(session) - LOG.sessionStart(session);
            assertTrue(length >= 1);
            ofOne += length == 1 ? 1 : 0;
        }
        assertEquals(1 / mean, (double) ofOne / LOG.sessions(), 0.006);
    }

    @Test
    void sessionsCoverTheLogWithoutGapOrOverlap() {
        int end = 0;
        for (int session = 0; session < LOG.sessions(); session++) {
            assertEquals(end, LOG.sessionStart(session));
            end = LOG.sessionEnd(session);
        }
        assertEquals(LOG.size(), end);
    }
}
