package webarch.harness;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The harness starts servers as processes and measures them from outside. */
class PackageRulesTest {
    private static JavaClasses harness;

    @BeforeAll
    static void read() {
        // Only names of other classes count here, so nothing beyond ours has to be read.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        harness =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("webarch.harness");
    }

    @Test
    void dependsOnNoServer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("webarch.server..", "webarch.http..", "webarch.analysis..")
                .check(harness);
    }

    /** A step of the wall clock, by hand or by NTP, must move no measurement. */
    @Test
    void theWallClockTellsOnlyWhenSomethingBegan() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Command")
                .and()
                .doNotHaveSimpleName("Manifest")
                .and()
                .doNotHaveSimpleName("Runner")
                .and()
                .doNotHaveSimpleName("ServerProcess")
                .and()
                .doNotHaveSimpleName("Examination")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Date.class)
                .check(harness);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("webarch.harness.(*)..").should().beFreeOfCycles().check(harness);
    }
}
