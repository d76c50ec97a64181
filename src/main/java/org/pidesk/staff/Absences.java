package org.pidesk.staff;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pidesk.activity.Fact;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who stands in for whom, and when. It is always a colleague with the same role in the same organisation, and never one
 * who is away or is stood in for themselves: no chain of substitutes, and no circle, leads anywhere.
 */
@Service
@Transactional
public class Absences {
    private static final int LONGEST = 366;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    private final StaffMembers staff;
    private final StaffAccountRepository accounts;
    private final StaffTrail trail;
    private final JdbcClient database;
    private final Clock clock;

    Absences(StaffMembers staff, StaffAccountRepository accounts, StaffTrail trail, JdbcClient database, Clock clock) {
        this.staff = staff;
        this.accounts = accounts;
        this.trail = trail;
        this.database = database;
        this.clock = clock;
    }

    /** Who could do the tasks of a member: whoever works here with the same role in the same organisation. */
    @Transactional(readOnly = true)
    public List<StaffMember> colleaguesOf(StaffMember member) {
        return staff.active().stream()
                .filter(other -> areColleagues(member, other))
                .toList();
    }

    /** Whether two may do the same tasks. */
    public static boolean areColleagues(StaffMember one, StaffMember other) {
        return !one.username().equals(other.username())
                && one.role() == other.role()
                && Objects.equals(one.organisation(), other.organisation());
    }

    /** @throws AccountRefused when nobody can stand in like that; its fields are substitute, from and until */
    public void plan(StaffMember absent, String substitute, LocalDate from, LocalDate until) {
        mustBeDays(from, until);
        if (colleaguesOf(absent).stream().noneMatch(one -> one.username().equals(substitute))) {
            throw new AccountRefused("substitute", "Choose a colleague of the same role in your organisation.");
        }
        lock(absent.username(), substitute);
        if (of(absent.username()).isPresent()) {
            throw new AccountRefused("substitute", "Somebody stands in for you already. End that first.");
        }
        if (overlaps("absent", substitute, from, until)) {
            throw new AccountRefused("substitute", "They are away themselves on some of these days.");
        }
        if (overlaps("substitute", absent.username(), from, until)) {
            throw new AccountRefused("from", "You stand in for somebody else on some of these days.");
        }
        database.sql("insert into staff_absence (absent, substitute, first_day, last_day) values (?, ?, ?, ?)")
                .params(absent.username(), substitute, from, until)
                .update();
        tell(absent.username(), "SUBSTITUTE_NAMED", absent.username(), Map.of("substitute", substitute));
    }

    private void mustBeDays(LocalDate from, LocalDate until) {
        var today = LocalDate.now(clock);
        mustBeInACalendar("from", from);
        mustBeInACalendar("until", until);
        if (from == null || from.isBefore(today)) {
            throw new AccountRefused("from", "Enter the first day that you are away: today or later.");
        }
        if (until != null && until.isBefore(from)) {
            throw new AccountRefused(
                    "until", "It ends before it begins: enter a last day that is not before the first.");
        }
        if (until == null || until.isAfter(from.plusDays(LONGEST))) {
            throw new AccountRefused("until", "Enter the last day that you are away, within a year of the first.");
        }
    }

    private static void mustBeInACalendar(String field, LocalDate day) {
        if (day != null && (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR)) {
            throw new AccountRefused(field, "Enter a day between the years 2000 and 2100.");
        }
    }

    /** Two who name each other at the same moment: the second one sees the first. */
    private void lock(String one, String other) {
        database.sql("select username from staff_member where username in (?, ?) order by username for update")
                .params(one, other)
                .query(String.class)
                .list();
    }

    private boolean overlaps(String column, String username, LocalDate from, LocalDate until) {
        return database.sql("select exists (select from staff_absence where " + column
                        + " = ? and first_day <= ? and last_day >= ?)")
                .params(username, until, from)
                .query(Boolean.class)
                .single();
    }

    /** Whether somebody stands in for somebody else today: planned, on its days, and both are still colleagues. */
    @Transactional(readOnly = true)
    public boolean standsIn(String substitute, String absent) {
        return of(absent)
                .filter(absence -> absence.substitute().equals(substitute))
                .filter(this::isInForce)
                .isPresent();
    }

    @Transactional(readOnly = true)
    public boolean isInForce(Absence absence) {
        return isToday(absence) && areStillColleagues(absence);
    }

    /** Whether this is one of its days, whoever stands in. */
    @Transactional(readOnly = true)
    public boolean isToday(Absence absence) {
        return absence.isOn(LocalDate.now(clock));
    }

    /** Whether it has come to an end by itself: its days are over, or the two may no longer do the same tasks. */
    @Transactional(readOnly = true)
    public boolean isOver(Absence absence) {
        return LocalDate.now(clock).isAfter(absence.until()) || !areStillColleagues(absence);
    }

    private boolean areStillColleagues(Absence absence) {
        return staff.find(absence.absent())
                .flatMap(absent -> staff.find(absence.substitute()).filter(other -> areColleagues(absent, other)))
                .isPresent();
    }

    /** When somebody is away, now or later. */
    @Transactional(readOnly = true)
    public Optional<Absence> of(String absent) {
        return database.sql("select * from staff_absence where absent = ?")
                .param(absent)
                .query(Absences::row)
                .optional();
    }

    /** For whom somebody stands in, now or later. */
    @Transactional(readOnly = true)
    public List<Absence> coveredBy(String substitute) {
        return database.sql("select * from staff_absence where substitute = ? order by first_day, absent")
                .param(substitute)
                .query(Absences::row)
                .list();
    }

    /** Whoever is away, now or later. */
    @Transactional(readOnly = true)
    public List<String> absent() {
        return database.sql("select absent from staff_absence order by absent")
                .query(String.class)
                .list();
    }

    /** As it is now, and the caller's alone until the transaction ends. */
    public Optional<Absence> hold(String absent) {
        return database.sql("select * from staff_absence where absent = ? for update")
                .param(absent)
                .query(Absences::row)
                .optional();
    }

    /** @param tasks how many were passed on */
    public void begun(Absence absence, int tasks) {
        database.sql("update staff_absence set begun = true where absent = ?")
                .param(absence.absent())
                .update();
        if (tasks > 0) {
            tell(
                    absence.absent(),
                    "TASKS_PASSED_ON",
                    Fact.SYSTEM,
                    Map.of("tasks", tasks, "substitute", absence.substitute()));
        }
    }

    public void end(Absence absence, String by) {
        database.sql("delete from staff_absence where absent = ?")
                .param(absence.absent())
                .update();
        tell(absence.absent(), "SUBSTITUTE_ENDED", by, Map.of());
    }

    private void tell(String username, String kind, String by, Map<String, ?> detail) {
        accounts.findById(username).ifPresent(account -> trail.tell(account, kind, by, detail));
    }

    private static Absence row(ResultSet row, int number) throws SQLException {
        return new Absence(
                row.getString("absent"),
                row.getString("substitute"),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                row.getBoolean("begun"));
    }
}
