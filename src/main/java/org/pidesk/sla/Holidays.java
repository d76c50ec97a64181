package org.pidesk.sla;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.Reference;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The days that the President declared, kept by administrators, or the compliance managers of an only organisation, beside
 * those that the law itself makes.
 *
 * <p>They are read often and change once in years, so every node keeps them and looks for a change every few seconds. A
 * node that finds one says so, and what it reckoned in the meantime is reckoned again.
 */
@Service
public class Holidays {
    private static final int YEARS_AHEAD = 2;
    private static final int LONGEST_NAME = 80;
    private static final Pattern GAZETTE = Pattern.compile("[0-9]{4,6}");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N} .,:;’'()/&–-]+");

    private final JdbcClient jdbc;
    private final ActivityLog activity;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private volatile PublicHolidays known;
    /** What the others have heard of. */
    private volatile PublicHolidays told;

    Holidays(JdbcClient jdbc, ActivityLog activity, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.activity = activity;
        this.events = events;
        this.clock = clock;
    }

    PublicHolidays known() {
        if (known == null) {
            known = read();
        }
        return known;
    }

    /** Whether nobody has to work on this day by law. */
    public boolean isHoliday(LocalDate day) {
        return known().on(day).isPresent();
    }

    /** Looks whether the days have changed: here, or through another node. Who could not listen hears it once more. */
    @Scheduled(initialDelay = 10, fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    public void refresh() {
        var now = read();
        known = now;
        if (!now.equals(told)) {
            events.publishEvent(new HolidaysChanged());
            told = now;
        }
    }

    /** The holidays from today until the end of next year, and every declared day after that. */
    public List<Holiday> coming() {
        var today = LocalDate.now(clock);
        var byLaw = Stream.of(today.getYear(), today.getYear() + 1)
                .flatMap(year -> PublicHolidays.byLaw(year).values().stream());
        return Stream.concat(byLaw, read().declared().values().stream())
                .filter(holiday -> !holiday.day().isBefore(today))
                .sorted((one, other) -> one.day().compareTo(other.day()))
                .toList();
    }

    /**
     * Enters a day that the President declared.
     *
     * @throws HolidayRefused when it is past, a holiday already, or lacks its name or the number of its Gazette
     */
    @Transactional
    public void declare(LocalDate day, String name, String gazette, String by) {
        var called = name.strip();
        var number = gazette.strip();
        mustBeAhead(day);
        mustBe(
                called.length() <= LONGEST_NAME && NAME.matcher(called).matches(),
                "name",
                "Say what the day is called, in at most " + LONGEST_NAME + " letters and digits.");
        mustBe(
                GAZETTE.matcher(number).matches(),
                "gazette",
                "Give the number of the Government Gazette that declares the day: four to six digits.");
        oneAtATime();
        read().on(day).ifPresent(holiday -> {
            throw new HolidayRefused("day", DayWords.of(day) + " is a public holiday already: " + holiday.name() + ".");
        });
        jdbc.sql("insert into declared_holiday (day, name, gazette, added_by) values (?, ?, ?, ?)")
                .params(day, called, number, by)
                .update();
        changed("HOLIDAY_DECLARED", day, by);
    }

    /** Takes a declared day back. @throws HolidayRefused when it is past, or none that was declared */
    @Transactional
    public void takeBack(LocalDate day, String by) {
        mustBeAhead(day);
        var taken = jdbc.sql("delete from declared_holiday where day = ?")
                .param(day)
                .update();
        mustBe(taken == 1, "day", DayWords.of(day) + " is no declared day. Somebody else may have taken it back.");
        changed("HOLIDAY_TAKEN_BACK", day, by);
    }

    /** A change belongs to no case, so it has a reference of its own. */
    private void changed(String what, LocalDate day, String by) {
        activity.record(Fact.of(Reference.random(), what).by(by).with("day", day));
    }

    private void mustBeAhead(LocalDate day) {
        var today = LocalDate.now(clock);
        mustBe(!day.isBefore(today), "day", DayWords.of(day) + " is past. What was reckoned with it stands.");
        mustBe(
                day.isBefore(today.plusYears(YEARS_AHEAD)),
                "day",
                DayWords.of(day) + " is more than two years ahead. Is the year right?");
    }

    private static void mustBe(boolean so, String field, String otherwise) {
        if (!so) {
            throw new HolidayRefused(field, otherwise);
        }
    }

    /** Two managers who enter the same day wait here for each other; the lock goes with the transaction. */
    private void oneAtATime() {
        jdbc.sql("lock table declared_holiday in share row exclusive mode").update();
    }

    private PublicHolidays read() {
        return new PublicHolidays(jdbc
                .sql("select day, name, gazette from declared_holiday")
                .query((row, number) ->
                        new Holiday(row.getObject(1, LocalDate.class), row.getString(2), true, row.getString(3)))
                .list()
                .stream()
                .collect(Collectors.toMap(Holiday::day, holiday -> holiday)));
    }
}
