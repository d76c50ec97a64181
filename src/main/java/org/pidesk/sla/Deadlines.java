package org.pidesk.sla;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

/** Reckons last days, in South African dates. Two ways of counting that are never mixed: calendar and working days. */
@Service
@EnableConfigurationProperties(Holidays.class)
public class Deadlines {
    /** Regulation 3 as amended on 17 April 2025, counted from receipt. */
    static final int DAYS_TO_ANSWER = 30;

    private final Holidays holidays;

    Deadlines(Holidays holidays) {
        this.holidays = holidays;
    }

    /**
     * The last day for the written answer: thirty calendar days, the first excluded and the last included, unless the
     * last is a Sunday or a public holiday (Interpretation Act 33 of 1957, section 4). A Saturday stands.
     */
    public Deadline answerTo(LocalDate received) {
        var because = new ArrayList<String>();
        var due = received.plusDays(DAYS_TO_ANSWER);
        because.add("%d days after %s".formatted(DAYS_TO_ANSWER, received));
        while (due.getDayOfWeek() == DayOfWeek.SUNDAY || holidays.on(due).isPresent()) {
            because.add("%s is %s".formatted(due, holidays.on(due).orElse("a Sunday")));
            due = due.plusDays(1);
        }
        return new Deadline(due, because);
    }

    /** A day that lies so many working days later: Monday to Friday without public holidays. Our own practice. */
    public LocalDate workingDaysAfter(LocalDate day, int count) {
        var reached = day;
        for (int left = count; left > 0; ) {
            reached = reached.plusDays(1);
            var weekend = reached.getDayOfWeek() == DayOfWeek.SATURDAY || reached.getDayOfWeek() == DayOfWeek.SUNDAY;
            if (!weekend && holidays.on(reached).isEmpty()) {
                left--;
            }
        }
        return reached;
    }
}
