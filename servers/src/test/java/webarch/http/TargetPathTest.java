package webarch.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetPathTest {
    @ParameterizedTest
    @CsvSource({
        "/a,a",
        "/a/b.html,a/b.html",
        "/a?b=/../c,a",
        "//a///b,a/b",
        "/./a/./b,a/b",
        "/a/../b,b",
        "/%61%2Fb,400",
        "/%c3%a4,ä",
        "/a%20b,a b",
        "/%2e%2e/a,400",
        "/a/%2e%2e/b,b",
        "/..,400",
        "/a/../../b,400",
        "/a%00b,400",
        "/a%,400",
        "/a%2,400",
        "/a%zz,400",
        "http://host/a,a",
        "HTTP://host:80/a/b,a/b",
        "http://host,403",
        "a,400",
        "*,400",
        "/,403",
        "/a/,403",
    })
    void aTargetIsAPathBelowTheRootOrAStatus(String target, String expected)
            throws NotServedException {
        if (expected.matches("4\\d\\d")) {
            NotServedException reason =
                    assertThrows(NotServedException.class, () -> TargetPath.decode(target));
            assertEquals(Integer.parseInt(expected), reason.status());
        } else {
            assertEquals(expected, new String(TargetPath.decode(target), UTF_8));
        }
    }
}
