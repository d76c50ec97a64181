package org.pidesk.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.repository.Repository;

/** What no class of the house does, each under its name. */
final class CodeRules {
    private static final Set<String> TELLERS_OF_TIME = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalTime",
            "java.time.LocalDateTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime",
            "java.time.Year",
            "java.time.YearMonth");

    private CodeRules() {}

    static Map<String, ArchRule> all() {
        var rules = new LinkedHashMap<String, ArchRule>();
        rules.put(
                "Camunda stays behind the modules that drive it",
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                "..process..",
                                "org.pidesk.engine..",
                                "org.pidesk.signin..",
                                "org.pidesk.desk..",
                                "org.pidesk.cockpit..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.camunda.."));
        rules.put(
                "Camunda's insides are touched where it is set up, and nowhere else",
                noClasses()
                        .that()
                        .resideOutsideOfPackages("org.pidesk.engine..", "org.pidesk.signin..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.camunda.bpm.engine.impl.."));
        rules.put(
                "a repository is nobody else's",
                noClasses().that().areAssignableTo(Repository.class).should().bePublic());
        rules.put(
                "what a bean needs comes through its constructor",
                noFields()
                        .should()
                        .beAnnotatedWith(Autowired.class)
                        .orShould()
                        .beAnnotatedWith(Value.class)
                        .orShould()
                        .beAnnotatedWith("jakarta.inject.Inject")
                        .orShould()
                        .beAnnotatedWith("jakarta.annotation.Resource")
                        .orShould()
                        .beAnnotatedWith("jakarta.persistence.PersistenceContext"));
        rules.put("nothing is set after construction", noMethods().should().beAnnotatedWith(Autowired.class));
        rules.put(
                "a name says what a class is",
                noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)(\\$.*)?"));
        rules.put(
                "time comes from the one clock",
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName("org.pidesk.kernel.MovableClock")
                        .and()
                        .doNotHaveFullyQualifiedName("org.pidesk.engine.OrderedIds")
                        .and()
                        .doNotHaveFullyQualifiedName("org.pidesk.engine.ClockAndConflicts")
                        .should()
                        .callCodeUnitWhere(tellsTheTimeByItself()));
        rules.put(
                "what is random cannot be guessed",
                noClasses()
                        .should()
                        .callCodeUnitWhere(are(describe("a random number that can be guessed", CodeRules::guessable))));
        rules.put(
                "there is one way to log",
                noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging.."));
        rules.put(
                "a running process gets no variable from outside",
                noClasses()
                        .should()
                        .callMethodWhere(target(nameMatching("setVariables?(Local)?(Async)?"))
                                .and(target(describe(
                                        "of an engine service",
                                        method -> method.getOwner()
                                                .getName()
                                                .matches("org\\.camunda\\.bpm\\.engine\\.\\w+Service"))))));
        rules.put(
                "only a command and the first greeting write to the console",
                noClasses()
                        .that()
                        .haveSimpleNameNotEndingWith("Command")
                        .and()
                        .resideOutsideOfPackage("org.pidesk.sandbox..")
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err"));
        return rules;
    }

    private static DescribedPredicate<JavaCall<?>> tellsTheTimeByItself() {
        return describe("ask for the time without our clock", call -> {
            var owner = call.getTargetOwner().getName();
            var without = call.getTarget().getRawParameterTypes().isEmpty();
            return switch (call.getName()) {
                case "now" -> TELLERS_OF_TIME.contains(owner) && without;
                case "currentTimeMillis" -> owner.equals(System.class.getName());
                case "systemUTC", "systemDefaultZone" -> owner.equals("java.time.Clock");
                case "systemDefault" -> owner.equals("java.time.ZoneId");
                case "<init>" -> owner.equals(Date.class.getName()) && without;
                default -> false;
            };
        });
    }

    private static boolean guessable(JavaCall<?> call) {
        var owner = call.getTargetOwner();
        return owner.isEquivalentTo(Random.class) && call.getName().equals("<init>")
                || owner.isEquivalentTo(ThreadLocalRandom.class)
                || owner.isEquivalentTo(SplittableRandom.class)
                || owner.isEquivalentTo(Math.class) && call.getName().equals("random")
                || call.getName().equals("shuffle")
                        && call.getTarget().getRawParameterTypes().size() == 1;
    }
}
