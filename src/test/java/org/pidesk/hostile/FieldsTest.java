package org.pidesk.hostile;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.pidesk.OwnRoute;
import org.pidesk.PiDeskTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/** Whoever adds a field adds it to what is tried with hostile text: what nobody knows of is red here. */
@PiDeskTest
class FieldsTest {
    /** Ours, but no handler of ours reads them: Spring Security, Camunda and the browser alone do. */
    private static final Set<String> READ_ELSEWHERE =
            Set.of("username", "password", "asked", "code", "viewport", "form");

    private static final OwnRoute SOMEWHERE = new OwnRoute("POST", "/somewhere");

    @Autowired
    ApplicationContext application;

    @Test
    void knowsWhatEachHandlerReads() {
        var fields = new Fields(application);

        assertThat(fields.silent()).isEmpty();
        assertThat(fields.all()).hasSizeGreaterThan(300);
        assertThat(fields.names())
                .contains("address", "statement", "words", "reason", "physicalAddress", "Authorization");
    }

    @Test
    void knowsEachFieldOfEachPage() {
        assertThat(unknown(Fields.onPages(), new Fields(application).names())).isEmpty();
    }

    @Test
    void noticesAFieldOnAPageThatNobodyReads() {
        var pages = Map.of("crooked.html", Fields.namesOn("<p><input type=\"text\" name=\"nickname\"></p>"));

        assertThat(unknown(pages, new Fields(application).names())).containsExactly("crooked.html nickname");
    }

    @Test
    void noticesAHandlerThatTakesWhateverComes() throws NoSuchMethodException {
        var open = new HandlerMethod(new Crooked(), Crooked.class.getMethod("take", Map.class));

        assertThat(Fields.of(SOMEWHERE, open).silent()).containsExactly("Crooked.take");
    }

    @Test
    void asksTheRequestItselfInTwoPlacesOnly() {
        nobodyElseAsksTheRequest()
                .check(new ClassFileImporter(List.of(new DoNotIncludeTests())).importPackages("org.pidesk"));
    }

    @Test
    void noticesWhoAsksTheRequestItself() {
        JavaClasses crooked = new ClassFileImporter().importClasses(Crooked.class);

        assertThat(nobodyElseAsksTheRequest().evaluate(crooked).hasViolation()).isTrue();
    }

    private static Set<String> unknown(Map<String, Set<String>> pages, Set<String> known) {
        var unknown = new TreeSet<String>();
        pages.forEach((page, names) -> names.stream()
                .filter(name -> !known.contains(name) && !READ_ELSEWHERE.contains(name))
                .forEach(name -> unknown.add(page + " " + name)));
        return unknown;
    }

    private static ArchRule nobodyElseAsksTheRequest() {
        return noClasses()
                .that(are(READS_FORMS))
                .should()
                .callMethodWhere(JavaCall.Predicates.target(HasName.Predicates.nameMatching(
                                "getParameter|getParameterMap|getParameterValues|getParameterNames|getPart|getParts"))
                        .and(JavaCall.Predicates.target(HasOwner.Predicates.With.owner(
                                JavaClass.Predicates.assignableTo(ServletRequest.class)))));
    }

    /** Looks at the names alone, and refuses. */
    private static final Set<String> READS_FORMS = Set.of("NoExpressions");

    private static DescribedPredicate<JavaClass> are(Set<String> known) {
        return DescribedPredicate.describe(
                "handlers that nobody knows",
                type -> !known.contains(type.getSimpleName())
                        && !Fields.READS_THE_REQUEST.contains(type.getSimpleName()));
    }

    /** What must not pass. */
    public static final class Crooked {
        public String take(@RequestParam Map<String, String> typed) {
            return typed.get("x");
        }

        public String ask(HttpServletRequest request) {
            return request.getParameter("x");
        }
    }
}
