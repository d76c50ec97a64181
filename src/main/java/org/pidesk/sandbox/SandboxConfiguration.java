package org.pidesk.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import org.pidesk.kernel.Day;
import org.pidesk.kernel.MovableClock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The parts of the default start. */
@SandboxOnly
@Configuration(proxyBeanMethods = false)
class SandboxConfiguration {

    @Bean
    @Primary
    MovableClock movableClock() {
        return new MovableClock(Day.ZONE);
    }

    @Bean
    SandboxSecrets sandboxSecrets(@Value("${pidesk.data-dir}") Path data) {
        return SandboxSecrets.in(data);
    }

    @Bean(destroyMethod = "close")
    EmbeddedDatabase embeddedDatabase(@Value("${pidesk.data-dir}") Path data, SandboxSecrets secrets)
            throws IOException {
        return new EmbeddedDatabase(data, secrets);
    }

    @Bean
    JdbcConnectionDetails applicationConnection(EmbeddedDatabase database) {
        return new ApplicationConnection(database);
    }

    @Bean
    FlywayConnectionDetails ownerConnection(EmbeddedDatabase database) {
        return new OwnerConnection(database);
    }

    private record ApplicationConnection(EmbeddedDatabase database) implements JdbcConnectionDetails {
        @Override
        public String getUsername() {
            return EmbeddedDatabase.APPLICATION;
        }

        @Override
        public String getPassword() {
            return database.passwordOf(EmbeddedDatabase.APPLICATION);
        }

        @Override
        public String getJdbcUrl() {
            return database.url();
        }
    }

    private record OwnerConnection(EmbeddedDatabase database) implements FlywayConnectionDetails {
        @Override
        public String getUsername() {
            return EmbeddedDatabase.OWNER;
        }

        @Override
        public String getPassword() {
            return database.passwordOf(EmbeddedDatabase.OWNER);
        }

        @Override
        public String getJdbcUrl() {
            return database.url();
        }
    }
}
