package org.pidesk.startup;

import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What must not even be there: a database without durability, a door without a lock, an engine for foreign code. */
record ProductionClassPath(Predicate<String> isPresent) {
    private static final Map<String, String> UNWANTED = Map.of(
            "org.h2.Driver", "The H2 database",
            "org.camunda.bpm.spring.boot.starter.rest.CamundaBpmRestJerseyAutoConfiguration", "Camunda's REST starter",
            "groovy.lang.GroovyShell", "The Groovy script engine",
            "org.graalvm.polyglot.Context", "The GraalVM script engine",
            "org.openjdk.nashorn.api.scripting.NashornScriptEngine", "The Nashorn script engine",
            "org.python.util.PythonInterpreter", "The Jython script engine",
            "org.jruby.Ruby", "The JRuby script engine");

    Stream<String> refusals() {
        return UNWANTED.entrySet().stream()
                .filter(unwanted -> isPresent.test(unwanted.getKey()))
                .map(unwanted -> unwanted.getValue() + " is on the class path; take it away.")
                .sorted();
    }
}
