package org.pidesk.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.pidesk.house.crooked.Crooked;

/** Every rule holds in the house, and every rule would notice. */
class CodeRulesTest {
    /** Written here, too, so that a rule which a test runner loses on the way is missed. */
    private static final int RULES = 11;

    private static final Set<String> HELD = new HashSet<>();
    private static final Set<String> BITTEN = new HashSet<>();

    @TestFactory
    Stream<DynamicTest> holdsInTheHouse() {
        var house = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.pidesk");
        return eachRule((name, rule) -> {
            rule.allowEmptyShould(true).check(house);
            HELD.add(name);
        });
    }

    @TestFactory
    Stream<DynamicTest> bitesTheCrookedTwin() {
        JavaClasses twin = new ClassFileImporter().importPackages(Crooked.class.getPackageName());
        return eachRule((name, rule) -> {
            assertThat(rule.evaluate(twin).hasViolation()).as(name).isTrue();
            BITTEN.add(name);
        });
    }

    @Test
    void looksAtTheWholeHouse() {
        assertThat(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.pidesk"))
                .hasSizeGreaterThan(50);
    }

    @AfterAll
    static void noneWasLeftOut() {
        assertThat(HELD).hasSize(RULES);
        assertThat(BITTEN).hasSize(RULES);
    }

    private static Stream<DynamicTest> eachRule(Check check) {
        return CodeRules.all().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> check.of(rule.getKey(), rule.getValue())));
    }

    private interface Check {
        void of(String name, ArchRule rule);
    }
}
