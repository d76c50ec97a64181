package org.pidesk.request;

import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;

import org.pidesk.operator.ProcessingSystem;
import org.pidesk.operator.Register;
import org.springframework.stereotype.Component;

/** Where a test has a compliance manager suspend systems, and take them up again. */
@Component
class Suspensions {
    static final String NEWSLETTERS = "Cape Newsletters";
    static final String TEXTS = "Table Bay Text Messages";

    private final Register register;

    Suspensions(Register register) {
        this.register = register;
    }

    void suspend(String name) {
        register.suspend(ABC_MOTORS, system(name).id(), system(name).edition(), "It was broken into.", Stage.JOHAN);
    }

    void takeUp(String name) {
        register.takeUp(ABC_MOTORS, system(name).id(), system(name).edition(), Stage.JOHAN);
    }

    void remove(String name) {
        register.remove(ABC_MOTORS, system(name).id(), system(name).edition(), "The contract ended.", Stage.JOHAN);
    }

    ProcessingSystem system(String name) {
        return register.of(ABC_MOTORS).stream()
                .filter(system -> system.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
