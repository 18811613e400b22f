package webarch.harness.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
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
                text.append(log.fileSet().files().get(log.file(i)).path());
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
