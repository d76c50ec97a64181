package org.pidesk.house.crooked;

import java.time.Instant;
import java.util.Random;
import java.util.logging.Logger;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.repository.Repository;

/** Does all that the rules forbid, so that each of them can be seen to bite. */
@SuppressWarnings("unused")
public class Crooked {
    @Autowired
    private RuntimeService engine;

    private Random guessable;

    @Autowired
    void wire(RuntimeService late) {
        engine = late;
    }

    void ask() {
        guessable = new Random();
        Logger.getLogger("crooked").info(Instant.now().toString());
        System.out.println("crooked");
        engine.setVariable("instance", "name", "value");
        ClockUtil.reset();
    }

    /** Nested, so that no repository is made of it. */
    public interface OpenToAll extends Repository<Object, Long> {}

    static class CrookedUtil {}
}
