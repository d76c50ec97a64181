package org.pidesk.startup;

import java.util.stream.Stream;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/** Looks at the settings and the class path before anything is started. */
class ProductionGate implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    static final String PROFILE = "prod";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (!context.getEnvironment().matchesProfiles(PROFILE)) {
            return;
        }
        var settings = new ProductionSettings(context.getEnvironment());
        var classPath = new ProductionClassPath(name -> ClassUtils.isPresent(name, context.getClassLoader()));
        RefusedToStart.because(
                Stream.concat(settings.refusals(), classPath.refusals()).toList());
    }
}
