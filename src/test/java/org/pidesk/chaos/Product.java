package org.pidesk.chaos;

import java.util.ArrayList;
import java.util.List;
import org.pidesk.PiDesk;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The product in this process: it does no work of its own, but can be asked. */
final class Product {
    private Product() {}

    /** @param settings as nodes have them */
    static ConfigurableApplicationContext start(List<String> settings) {
        var arguments = new ArrayList<>(settings);
        arguments.addAll(List.of(
                "--server.port=0",
                "--spring.main.lazy-initialization=true",
                "--pidesk.background=false",
                "--camunda.bpm.job-execution.enabled=false"));
        return new SpringApplicationBuilder(PiDesk.class).run(arguments.toArray(String[]::new));
    }
}
