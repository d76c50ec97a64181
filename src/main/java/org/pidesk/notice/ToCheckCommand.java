package org.pidesk.notice;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Lists the messages that wait to be checked after a restore, or settles them, and ends: {@code java -jar pi-desk.jar
 * --pidesk.command=messages-to-check}, with {@code --pidesk.to-check.send=…} or {@code --pidesk.to-check.was-sent=…}: ids
 * with commas, or {@code all}.
 */
@Component
@ConditionalOnProperty(name = "pidesk.command", havingValue = "messages-to-check")
class ToCheckCommand implements ApplicationRunner {
    private static final String BY = "command";

    private final NoticesToCheck notices;
    private final List<String> send;
    private final List<String> wasSent;
    private final ApplicationContext application;

    ToCheckCommand(
            NoticesToCheck notices,
            @Value("${pidesk.to-check.send:}") List<String> send,
            @Value("${pidesk.to-check.was-sent:}") List<String> wasSent,
            ApplicationContext application) {
        this.notices = notices;
        this.send = send;
        this.wasSent = wasSent;
        this.application = application;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        settle(notices, send, wasSent, System.out);
        System.exit(SpringApplication.exit(application, () -> 0));
    }

    static void settle(NoticesToCheck notices, List<String> send, List<String> wasSent, PrintStream out) {
        for (var notice : notices.open()) {
            if (isNamed(wasSent).test(notice)) {
                notices.wasSent(notice.id(), notice.reference(), BY);
            } else if (isNamed(send).test(notice)) {
                notices.send(notice.id(), notice.reference(), BY);
            }
        }
        var left = notices.open();
        left.forEach(notice -> out.printf(
                "%s  %s  %s  %s  %s  %s%n",
                notice.id(),
                notice.writtenAt(),
                notice.kind(),
                notice.organisation() == null ? "-" : notice.organisation(),
                notice.reference() == null ? "-" : notice.reference(),
                notice.messageId()));
        out.printf("%d messages to check%n", left.size());
    }

    private static Predicate<NoticeToCheck> isNamed(List<String> names) {
        return notice -> names.contains("all") || names.contains(notice.id().toString());
    }
}
