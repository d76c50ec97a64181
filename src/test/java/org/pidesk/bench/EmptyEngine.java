package org.pidesk.bench;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;

/**
 * Spring Boot and Camunda with the product's class path and settings, and nothing of the product.
 *
 * <p>No {@code @Configuration}: the product's own scan must not find it.
 */
@EnableAutoConfiguration(exclude = FlywayAutoConfiguration.class)
class EmptyEngine {
    public static void main(String[] arguments) {
        SpringApplication.run(EmptyEngine.class, arguments);
    }
}
