package org.pidesk.request;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.pidesk.activity.ActivityLog;
import org.pidesk.kernel.Reference;
import org.pidesk.sla.Deadlines;
import org.pidesk.task.AnswerForm;
import org.pidesk.task.InvalidAnswer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Complaints to the Information Regulator (section 74): that there is one, since when, and its number there. */
@Service
@Transactional
public class Complaints {
    /** As offices number things; a name or an address is none. */
    private static final Pattern NUMBER = Pattern.compile("(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9/.() -]{1,39}");

    private final RequestRepository requests;
    private final ActivityLog activity;
    private final JdbcClient jdbc;
    private final Clock clock;

    Complaints(RequestRepository requests, ActivityLog activity, JdbcClient jdbc, Clock clock) {
        this.requests = requests;
        this.activity = activity;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<Complaint> of(Reference reference) {
        return jdbc.sql("select * from regulator_complaint where reference = ? order by lodged, noted_at")
                .param(reference.value())
                .query((row, number) -> new Complaint(
                        row.getString("number"),
                        row.getObject("lodged", LocalDate.class),
                        row.getString("noted_by"),
                        row.getTimestamp("noted_at").toInstant()))
                .list();
    }

    /**
     * @param answer {@code number} and {@code lodged}
     * @throws InvalidAnswer when one of them is missing, or no such thing
     * @throws NotNow when it is noted already
     */
    public void note(Reference reference, Map<String, String> answer, String by) {
        var request = requests.locked(reference);
        var form = new AnswerForm(Map.copyOf(answer));
        var number = form.typed("number");
        if (!NUMBER.matcher(number).matches()) {
            form.complain("number", "Give the Regulator’s reference, with its digits: at most 40 characters.");
        }
        var lodged = form.day(answer.get("lodged"), "lodged");
        if (lodged == null || lodged.isAfter(Deadlines.dayOf(clock.instant()))) {
            form.complain("lodged", "Give the day of the complaint, like 2027-03-31; it cannot be in the future.");
        }
        form.mustBeComplete();
        var noted = jdbc.sql("insert into regulator_complaint (reference, number, lodged, noted_by, noted_at)"
                        + " values (?, ?, ?, ?, ?) on conflict do nothing")
                .params(reference.value(), number, lodged, by, Timestamp.from(clock.instant()))
                .update();
        if (noted == 0) {
            throw new NotNow("A complaint of this number is noted already.");
        }
        activity.record(request.fact("COMPLAINT_NOTED").by(by).with("lodged", lodged));
    }
}
