package org.pidesk.staff;

import java.time.ZoneId;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.OfPhones;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** In tests time on phones can be moved, too, apart from the product's. */
@Configuration(proxyBeanMethods = false)
@Profile("test")
class Phones {

    @Bean(defaultCandidate = false)
    @OfPhones
    MovableClock ofPhones() {
        return new MovableClock(ZoneId.of("Africa/Johannesburg"));
    }
}
