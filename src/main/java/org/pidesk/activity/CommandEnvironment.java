package org.pidesk.activity;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** A start that was given a command does that and nothing else: no port, no chores, no jobs of the engine. */
class CommandEnvironment implements EnvironmentPostProcessor {
    static final String COMMAND = "pidesk.command";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.containsProperty(COMMAND)) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "command",
                            Map.of(
                                    "server.port", -1,
                                    "pidesk.background", false,
                                    "camunda.bpm.job-execution.enabled", false)));
        }
    }
}
