package org.pidesk.chaos.node;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.pidesk.PiDesk;
import org.pidesk.kernel.OfMachine;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/** The product in its production shape, with a clock that all nodes share and places at which it halts. */
public final class ChaosNode {
    private ChaosNode() {}

    /**
     * The property chaos.folder names what all nodes share, chaos.clock the file of this one’s own clock, chaos.company how
     * long whoever comes to a place of death waits for others, chaos.poison the service task at which the case that comes
     * first halts each node, chaos.mails-inside a crooked twin.
     */
    public static void main(String[] arguments) {
        var shared = Path.of(System.getProperty("chaos.folder"));
        var clock = new SharedClock(shared, System.getProperty("chaos.clock", SharedClock.COMMON));
        // the run that moves all clocks at once believes it, and so does the crooked twin
        var isBelieved = !Boolean.getBoolean("chaos.clock-of-machine");
        var company = Duration.parse(System.getProperty("chaos.company", "PT0S"));
        new SpringApplicationBuilder(PiDesk.class)
                .initializers(context -> {
                    var beans = (GenericApplicationContext) context;
                    beans.registerBean("clockOfNode", Clock.class, () -> clock, definition -> {
                        definition.setPrimary(isBelieved);
                        if (!isBelieved) {
                            ((AbstractBeanDefinition) definition)
                                    .addQualifier(new AutowireCandidateQualifier(OfMachine.class));
                            ((AbstractBeanDefinition) definition).setDefaultCandidate(false);
                        }
                    });
                    beans.registerBean(
                            "crashPoints",
                            ProcessEnginePlugin.class,
                            () -> new CrashPoints(shared.resolve(CrashPoints.FOLDER), company));
                    var poison = System.getProperty("chaos.poison");
                    if (poison != null) {
                        beans.registerBean(
                                "poisonousCase", ProcessEnginePlugin.class, () -> new PoisonousCase(shared, poison));
                    }
                    if (Boolean.getBoolean("chaos.mails-inside")) {
                        beans.registerBean("mailsInside", ProcessEnginePlugin.class, () -> new MailsInside(shared));
                    }
                })
                .run(arguments);
    }
}
