package org.pidesk.startup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.ClassUtils;

/** What is not there cannot be switched on by mistake. */
class ProductionClassPathTest {

    @Test
    void ourClassPathIsClean() {
        assertThat(new ProductionClassPath(name -> ClassUtils.isPresent(name, null)).refusals())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "org.h2.Driver, The H2 database",
        "org.camunda.bpm.spring.boot.starter.rest.CamundaBpmRestJerseyAutoConfiguration, Camunda's REST starter",
        "groovy.lang.GroovyShell, The Groovy script engine",
        "org.graalvm.polyglot.Context, The GraalVM script engine",
    })
    void refusesWhatIsUnwanted(String unwanted, String called) {
        assertThat(new ProductionClassPath(unwanted::equals).refusals())
                .containsExactly(called + " is on the class path; take it away.");
    }
}
