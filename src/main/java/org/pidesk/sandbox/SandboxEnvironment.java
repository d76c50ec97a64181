package org.pidesk.sandbox;

import java.nio.file.Path;
import java.util.HashMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Turns the sandbox on where no database is named: then pi-desk brings all that it needs, listens on loopback only and
 * writes under {@code pidesk.data-dir} only. Naming a database is naming a production: the sandbox is gone. The profile
 * prod never has one, and refuses to start without a database.
 */
class SandboxEnvironment implements EnvironmentPostProcessor {
    static final String ENABLED = "pidesk.sandbox.enabled";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.containsProperty("spring.datasource.url") || environment.matchesProfiles("prod")) {
            return;
        }
        var data = Path.of(environment.getProperty("pidesk.data-dir", "data"));
        var secrets = SandboxSecrets.in(data);
        var settings = new HashMap<String, Object>();
        settings.put(ENABLED, true);
        settings.put("server.address", "127.0.0.1");
        settings.put("pidesk.secret", secrets.rootSecret());
        environment.getPropertySources().addLast(new MapPropertySource("sandbox", settings));
    }
}
