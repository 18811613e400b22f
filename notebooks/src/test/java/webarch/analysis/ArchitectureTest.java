package webarch.analysis;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "webarch.analysis")
final class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_ANALYSIS_DEPENDS_ON_NO_OTHER_PART_OF_WEBARCH =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("webarch..")
                                    .and(not(resideInAPackage("webarch.analysis.."))))
                    .because("it reads only CSVs");
}
