package org.pidesk.sandbox;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Moves the sample people in at the first start. */
@SandboxOnly
@Component
@Order(0)
@ConditionalOnProperty(name = "pidesk.sandbox.samples", havingValue = "true", matchIfMissing = true)
class SampleData implements ApplicationRunner {
    private final SamplePeople people;
    private final SampleConsents consents;

    SampleData(SamplePeople people, SampleConsents consents) {
        this.people = people;
        this.consents = consents;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        people.moveIn();
        consents.moveIn();
    }
}
