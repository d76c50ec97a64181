package org.pidesk.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Notices;
import org.pidesk.staff.StaffMember;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What waits for one member of staff, as a mail: references, names of tasks, days and links, and nothing of a person. */
@Component
class DigestMails {
    private static final String TASKLIST = "/camunda/app/tasklist/default/";
    /** Who reads it tomorrow reads tomorrow's. */
    private static final Duration GOOD = Duration.ofHours(12);

    private final DigestDays days;
    private final TasksOfStaff tasks;
    private final StaffWords words;
    private final Notices notices;
    private final String staffUrl;
    private final Clock clock;

    DigestMails(
            DigestDays days,
            TasksOfStaff tasks,
            StaffWords words,
            Notices notices,
            @Value("${pidesk.staff-url}") String staffUrl,
            Clock clock) {
        this.days = days;
        this.tasks = tasks;
        this.words = words;
        this.notices = notices;
        this.staffUrl = staffUrl;
        this.clock = clock;
    }

    /** Nothing where nothing waits. That it is their turn and the mail are one transaction: neither is without the other. */
    @Transactional
    public void write(StaffMember member, LocalDate today) {
        if (!days.begin(member.username(), today)) {
            return;
        }
        var mine = tasks.takenOnBy(member);
        var ours = tasks.openTo(member);
        if (mine.count() + ours.count() > 0) {
            notices.send(to(member)
                    .with("link", staffUrl + TASKLIST)
                    .with("settings", staffUrl + "/desk/account")
                    .with("mine", lines(mine, today))
                    .with("open", lines(ours, today))
                    .with("more", mine.unnamed() + ours.unnamed())
                    .with("late", mine.late() + ours.late())
                    .expiring(clock.instant().plus(GOOD)));
        }
    }

    private List<Map<String, String>> lines(TasksOfStaff.Some some, LocalDate today) {
        return some.first().stream().map(one -> line(one, today)).toList();
    }

    private Map<String, String> line(TasksOfStaff.One one, LocalDate today) {
        return Map.of(
                "task",
                one.name(),
                "reference",
                one.reference(),
                "due",
                one.lastDay() == null ? "no day is set" : "due " + words.day(one.lastDay()) + when(one, today),
                "link",
                staffUrl + TASKLIST + "#/?task=" + one.id());
    }

    private static String when(TasksOfStaff.One one, LocalDate today) {
        var days = today.toEpochDay() - one.lastDay().toEpochDay();
        if (days > 0) {
            return days == 1 ? ", a day late" : ", " + days + " days late";
        }
        return days == 0 ? ", today" : "";
    }

    private static Notice to(StaffMember member) {
        return Notice.toStaff(Kind.WORK_DIGEST, member.organisation(), member.email());
    }
}
