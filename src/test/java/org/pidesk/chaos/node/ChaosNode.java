package org.pidesk.chaos.node;

import java.nio.file.Path;
import java.time.Clock;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.pidesk.PiDesk;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/** The product in its production shape, with a clock that all nodes share and places at which it halts. */
public final class ChaosNode {
    private ChaosNode() {}

    /** The property chaos.folder names what all nodes share, chaos.clock the file of this one’s own clock. */
    public static void main(String[] arguments) {
        var shared = Path.of(System.getProperty("chaos.folder"));
        var clock = new SharedClock(shared, System.getProperty("chaos.clock", SharedClock.COMMON));
        new SpringApplicationBuilder(PiDesk.class)
                .initializers(context -> {
                    var beans = (GenericApplicationContext) context;
                    beans.registerBean(
                            "clockOfAllNodes", Clock.class, () -> clock, definition -> definition.setPrimary(true));
                    beans.registerBean(
                            "crashPoints",
                            ProcessEnginePlugin.class,
                            () -> new CrashPoints(shared.resolve(CrashPoints.FOLDER)));
                })
                .run(arguments);
    }
}
