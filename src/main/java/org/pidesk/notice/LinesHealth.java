package org.pidesk.notice;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.pidesk.watch.KeptHealth;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.mail.MailHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The alarm: down while a line to the outside that is set up cannot be opened; unknown where there is none. */
@Configuration(proxyBeanMethods = false)
class LinesHealth {
    private static final Duration KEEP = Duration.ofSeconds(30);

    /** In the place of the framework's own, which signs in at the mail server whenever anybody asks. */
    @Bean
    HealthIndicator mailHealthIndicator(ObjectProvider<JavaMailSenderImpl> sender, Clock clock) {
        var known = sender.getIfAvailable();
        return known == null
                ? () -> of(false, Optional.empty())
                : new KeptHealth(new MailHealthIndicator(known), clock, KEEP);
    }

    @Bean
    HealthIndicator textMessagesHealthIndicator(SmppCarrier carrier) {
        return () -> of(carrier.hasAccount(), carrier.trouble());
    }

    @Bean
    HealthIndicator returnsMailboxHealthIndicator(Returns returns) {
        return () -> of(returns.hasMailbox(), returns.trouble());
    }

    static Health of(boolean isSetUp, Optional<String> trouble) {
        if (!isSetUp) {
            return Health.unknown().withDetail("setUp", false).build();
        }
        return trouble.map(why -> Health.down().withDetail("trouble", why))
                .orElseGet(Health::up)
                .build();
    }
}
