package org.pidesk.cockpit;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.cockpit.CaseList.Row;
import org.pidesk.request.Rung;
import org.pidesk.sla.Deadlines;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.stereotype.Component;

/** Says how a case stands, as the list has it. */
@Component
class ListWords {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private final StaffMembers staff;
    private final Clock clock;

    ListWords(StaffMembers staff, Clock clock) {
        this.staff = staff;
        this.clock = clock;
    }

    public String day(LocalDate day) {
        return DAY.format(day);
    }

    /** How long until the last day is over, or since it was. */
    public String left(LocalDate due) {
        var days = ChronoUnit.DAYS.between(today(), due);
        return days < 0 ? days(-days) + " late" : days == 0 ? "today" : days == 1 ? "tomorrow" : "in " + days(days);
    }

    private static String days(long number) {
        return number + (number == 1 ? " day" : " days");
    }

    public boolean isOver(LocalDate due) {
        return due.isBefore(today());
    }

    /** A breach that nobody has noted yet is one, too: so says the figure. */
    public String rung(Row row) {
        if (isOver(row.due())) {
            return Words.of(Rung.BREACHED);
        }
        return row.rung() == null ? "Less than half of the time is gone" : Words.of(row.rung());
    }

    public String with(Row row) {
        var names = Stream.concat(
                        row.holders().stream().map(this::name),
                        row.nobodyYet().stream().map(group -> "nobody yet; for " + group.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "no task waits" : names;
    }

    private String name(String username) {
        return staff.find(username).map(StaffMember::name).orElse(username);
    }

    private LocalDate today() {
        return Deadlines.dayOf(clock.instant());
    }
}
