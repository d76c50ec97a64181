package org.pidesk.desk;

import org.pidesk.signin.SignedInStaff;
import org.pidesk.web.LargeBodies;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where lists of people, signed papers and evidence come in; docs/Caddyfile names the same places, and how large. */
@Configuration(proxyBeanMethods = false)
class LargeLists {
    @Bean
    LargeBodies largeBodiesOfStaff() {
        return LargeBodies.from(
                SignedInStaff::isIn,
                "/desk/campaigns/draft/list",
                "/desk/campaigns/draft/permission",
                "/desk/screening",
                "/desk/screening/opt-out-list",
                "/desk/consents/*/yes",
                "/desk/tasks/*/evidence");
    }

    @Bean
    LargeBodies largeBodiesOfSystems(ScreeningApi screening) {
        return LargeBodies.from(screening::isKnown, ScreeningApi.ADDRESS);
    }
}
