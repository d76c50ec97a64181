package org.pidesk.kernel;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;

/** The one clock and the one root secret. */
@Configuration(proxyBeanMethods = false)
class KernelConfiguration {

    @Bean
    DatabaseClock clock(DataSource database, @OfMachine Clock machine) throws SQLException {
        return new DatabaseClock(database, Day.ZONE, machine);
    }

    @Bean(defaultCandidate = false)
    @OfPhones
    @Fallback
    Clock clockOfPhones(DatabaseClock clock) {
        return clock.withZone(Day.ZONE);
    }

    @Bean(defaultCandidate = false)
    @OfMachine
    @Fallback
    Clock clockOfMachine() {
        return Clock.system(Day.ZONE);
    }

    @Bean
    Secrets secrets(
            @Value("${pidesk.secret:}") String secret, @Value("${pidesk.former-secrets:}") List<String> former) {
        try {
            return new Secrets(
                    bytes(secret),
                    former.stream().map(KernelConfiguration::bytes).toList());
        } catch (IllegalArgumentException unusable) {
            throw new IllegalStateException(
                    "Set pidesk.secret, and each of pidesk.former-secrets, to at least 32 random bytes in base 64.",
                    unusable);
        }
    }

    private static byte[] bytes(String secret) {
        return Base64.getDecoder().decode(secret.strip());
    }
}
