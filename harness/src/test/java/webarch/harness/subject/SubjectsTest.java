package webarch.harness.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.campaign.TestHome;

/** What {@code --servers} means. */
class SubjectsTest {
    @TempDir private Path folder;

    private Home home;

    @BeforeEach
    void home() throws IOException {
        home = new Home(TestHome.create(folder).root());
    }

    private Subjects choose(String... lines) {
        return Subjects.choose(home, List.of(lines), Optional.empty());
    }

    private String against(List<String> servers, Optional<String> asked) {
        return Subjects.choose(home, servers, asked).against().name();
    }

    @Test
    void withoutNginxTheOthersAreComparedToNettyElseToTheFirst() {
        assertEquals("netty", against(List.of("knot", "netty"), Optional.empty()));
        assertEquals("knot", against(List.of("knot", "userver"), Optional.empty()));
        assertEquals("userver", against(List.of("knot", "netty"), Optional.of("userver")));
    }

    @Test
    void whatTheOthersAreComparedToTakesPart() {
        Subjects subjects =
                Subjects.choose(home, List.of("knot", "knot"), Optional.of("knot  --io nio"));
        assertEquals(
                List.of("knot", "knot #2", "knot --io nio"),
                subjects.all().stream().map(Contender::name).toList());
        assertEquals("knot --io nio", subjects.against().name());
    }

    @Test
    void anOptionIsUnderstoodInEitherForm() {
        Subjects subjects =
                choose(
                        "userver --processes 4 --inline=0",
                        "userver --processes=2 --processes=3",
                        "userver",
                        "userver --max-processes 9");
        assertEquals(
                List.of(4, 3, 1, 1), subjects.all().stream().map(Contender::processes).toList());
        assertEquals(
                List.of("0", "16384"),
                subjects.all().stream().limit(2).map(Contender::inline).toList());
    }

    @Test
    void aCommandLineIsAServerAndItsOptions() {
        Contender subject = choose(" userver  --inline 0 -J-Xmx100m").all().getFirst();
        assertEquals("userver", subject.server());
        assertEquals("--inline 0 -J-Xmx100m", subject.options());
        assertEquals("userver --inline 0 -J-Xmx100m", subject.name());
        List<String> words = subject.command().words();
        assertEquals(
                List.of("--inline", "0", "-J-Xmx100m"),
                words.subList(words.size() - 3, words.size()));
    }

    @Test
    void manyConnectionsGetRoomInServersThatWouldNotHaveIt() {
        Subjects subjects = choose("userver", "netty");
        assertEquals(subjects.all(), subjects.withRoomFor(64));
        List<Contender> roomy = subjects.withRoomFor(10_000);
        List<String> words = roomy.getFirst().command().words();
        assertEquals(
                List.of("--max-connections", "10064"),
                words.subList(words.size() - 2, words.size()));
        assertEquals("userver", roomy.getFirst().name(), "that is no option of the user's");
        assertEquals(subjects.all().getLast(), roomy.getLast());
    }

    @Test
    void aServerIsHeldAgainstTheCLoopThatSendsInTheSameWay() {
        assumeTrue(Program.find("cc").isPresent(), "there is no cc");
        Subjects subjects =
                choose(
                        "userver",
                        "userver --inline 0",
                        "userver --inline 1",
                        "cloop --inline 0",
                        "cloop");
        assertEquals(
                List.of("cloop", "cloop --inline 0", "none", "cloop --inline 0", "cloop"),
                subjects.all().stream()
                        .map(s -> subjects.floorOf(s).map(Contender::name).orElse("none"))
                        .toList());
    }

    @Test
    void serversWithSettingsOfTheirOwnTakeNoOptions() {
        UsageException refusal =
                assertThrows(UsageException.class, () -> choose("nginx --inline 0"));
        assertEquals(
                "--servers nginx --inline 0: nginx takes no options; its settings are in"
                        + " harness/subjects/nginx.conf",
                refusal.getMessage());
    }

    @Test
    void theSuiteHoldsEveryVariantWithItsReferences() {
        List<String> names =
                Subjects.suite(home, Optional.empty()).all().stream().map(Contender::name).toList();
        assertTrue(
                names.containsAll(
                        List.of(
                                "userver",
                                "userver --inline 0",
                                "knot --scheduler jdk",
                                "watpipe --scheduling batch")),
                names.toString());
    }
}
