package org.pidesk.activity;

import java.io.PrintStream;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Checks the activity log and ends: {@code java -jar pi-desk.jar --pidesk.command=verify-activity}, with the same
 * settings as the application. Prints what it found, a line each; the exit code is 0 when all is as it was written, and
 * 1 when not. It opens no port and does no work of the application ({@link CommandEnvironment}).
 */
@Component
@ConditionalOnProperty(name = CommandEnvironment.COMMAND, havingValue = "verify-activity")
class VerifyCommand implements ApplicationRunner {
    private final ActivityLog log;
    private final ApplicationContext application;

    VerifyCommand(ActivityLog log, ApplicationContext application) {
        this.log = log;
        this.application = application;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var code = print(log.verify(), System.out);
        System.exit(SpringApplication.exit(application, () -> code));
    }

    static int print(Verification found, PrintStream out) {
        found.faults().forEach(out::println);
        out.printf(
                "%d facts, %d seals, %d faults%n",
                found.facts(), found.seals(), found.faults().size());
        return found.passed() ? 0 : 1;
    }
}
