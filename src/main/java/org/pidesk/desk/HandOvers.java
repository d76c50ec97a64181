package org.pidesk.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Notices;
import org.pidesk.signin.FittingTasks;
import org.pidesk.staff.Absences;
import org.pidesk.staff.StaffMember;
import org.pidesk.task.AnswerForm;
import org.pidesk.vault.KeyDestroyed;
import org.pidesk.vault.Vault;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands one task from who has it to a colleague, with a note that is kept until the task is done, for a fortnight at
 * most. The engine itself lets nobody take or give a task in another's name.
 */
@Component
@Transactional
class HandOvers {
    private static final int DAYS_KEPT = 14;

    private final Absences absences;
    private final FittingTasks fitting;
    private final Questions questions;
    private final TaskService tasks;
    private final Notices notices;
    private final ActivityLog activity;
    private final Vault vault;
    private final JdbcClient database;
    private final Clock clock;
    private final String staffUrl;

    HandOvers(
            Absences absences,
            FittingTasks fitting,
            Questions questions,
            TaskService tasks,
            Notices notices,
            ActivityLog activity,
            Vault vault,
            JdbcClient database,
            Clock clock,
            @Value("${pidesk.staff-url}") String staffUrl) {
        this.absences = absences;
        this.fitting = fitting;
        this.questions = questions;
        this.tasks = tasks;
        this.notices = notices;
        this.activity = activity;
        this.vault = vault;
        this.database = database;
        this.clock = clock;
        this.staffUrl = staffUrl;
    }

    /**
     * @param typed {@code {to, note}}
     * @throws org.pidesk.task.InvalidAnswer when one of them is not as it should be
     */
    void handOver(OpenTask task, StaffMember from, AnswerForm typed) {
        var username = typed.typed("to");
        var note = typed.text("note", "Say in a sentence what your colleague has to know.");
        var to = absences.colleaguesOf(from).stream()
                .filter(one -> one.username().equals(username) && fitting.areFor(one, task.id()))
                .findFirst();
        if (to.isEmpty()) {
            typed.complain("to", "Choose a colleague of the same role in your organisation.");
        } else if (questions.of(task.asked()).firstHands(task.asked()).contains(username)) {
            typed.complain("to", "They decided or began this. It takes somebody else.");
        }
        if (to.isPresent() && absences.of(username).filter(absences::isInForce).isPresent()) {
            typed.complain("to", "They are away. Choose somebody else.");
        }
        typed.mustBeComplete();
        give(task, from, username, typed);
        keep(task, from, to.get(), note);
        activity.record(Fact.of(task.asked().reference(), "TASK_HANDED_OVER")
                .by(from.username())
                .with("task", task.asked().key())
                .with("to", username));
        tell(task, to.get());
    }

    /** It is theirs from now on, unless it is done, or given to somebody else, meanwhile. */
    private void give(OpenTask task, StaffMember from, String username, AnswerForm typed) {
        var theirs = tasks.createTaskQuery()
                .taskId(task.id())
                .taskAssignee(from.username())
                .singleResult();
        if (theirs == null) {
            typed.complain("to", "The task is done, or somebody else’s by now.");
            typed.mustBeComplete();
        }
        theirs.setAssignee(username);
        theirs.setOwner(null);
        tasks.saveTask(theirs);
    }

    private void keep(OpenTask task, StaffMember from, StaffMember to, String note) {
        database.sql("insert into task_handed_over (task_id, by_whom, to_whom, on_day, note) values (?, ?, ?, ?, ?)"
                        + " on conflict (task_id) do update set by_whom = excluded.by_whom, to_whom = excluded.to_whom,"
                        + " on_day = excluded.on_day, note = excluded.note")
                .params(task.id(), from.username(), to.username(), LocalDate.now(clock), vault.sealForToday(note))
                .update();
    }

    /** A link, and nothing of what it is about. */
    private void tell(OpenTask task, StaffMember to) {
        var notice = Notice.toStaff(Kind.TASK_HANDED_OVER, to.organisation(), to.email());
        notices.send(notice.with("link", staffUrl + "/camunda/app/tasklist/default/#/?task=" + task.id()));
    }

    /** @param by the user name */
    record Note(String by, String words) {}

    /** What was written to this reader, and to nobody else. */
    @Transactional(readOnly = true)
    public Optional<Note> of(String taskId, String reader) {
        return database.sql("select by_whom, note from task_handed_over where task_id = ? and to_whom = ?")
                .params(taskId, reader)
                .query((row, number) -> new Note(row.getString("by_whom"), words(row.getBytes("note"))))
                .optional();
    }

    private String words(byte[] sealed) {
        try {
            return vault.openFromItsDay(sealed);
        } catch (KeyDestroyed tooOld) {
            return "";
        }
    }

    /** Whatever is old; what is not goes with its task. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT2M")
    public void forgetOld() {
        database.sql("delete from task_handed_over where on_day < ?")
                .param(LocalDate.now(clock).minusDays(DAYS_KEPT))
                .update();
    }
}
