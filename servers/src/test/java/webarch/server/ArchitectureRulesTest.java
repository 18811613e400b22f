package webarch.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "webarch", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureRulesTest {
    @ArchTest
    static final ArchRule architecturesDoNotSeeEachOther =
            slices().matching("webarch.server.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule linuxSeesNothingOfOurs =
            noClasses()
                    .that()
                    .resideInAPackage("webarch.linux")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("webarch.http..", "webarch.server..");

    @ArchTest
    static final ArchRule httpSeesOnlyLinux =
            noClasses()
                    .that()
                    .resideInAPackage("webarch.http")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("webarch.server..");

    @ArchTest
    static final ArchRule onlyTheRegistrationKnowsTheArchitectures =
            noClasses()
                    .that()
                    .resideInAPackage("webarch.server")
                    .and()
                    .doNotHaveSimpleName("Architectures")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "webarch.server.event..",
                            "webarch.server.thread..",
                            "webarch.server.pipeline..",
                            "webarch.server.netty..");
}
