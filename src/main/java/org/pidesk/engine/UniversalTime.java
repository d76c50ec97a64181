package org.pidesk.engine;

import java.time.ZoneOffset;
import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The engine writes moments without their zone, as the machine's own clock on the wall shows them: the same timer would be
 * due at another moment wherever a machine is set otherwise, and one node would take what another still holds. So every
 * node has the same clock on the wall, before anything is written or read. People see South African time ({@code Day.ZONE}).
 */
class UniversalTime implements EnvironmentPostProcessor {
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
    }
}
