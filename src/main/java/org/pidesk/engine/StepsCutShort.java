package org.pidesk.engine;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts how often in a row steps were cut short by the end of their node, and says what becomes of one that was. After the
 * first time it is handed out as before, for nearly always somebody has stopped the node, and it was just under way. After
 * the second time only one such step of all is under way: whatever ends a node dies without those that died with it twice
 * already, and they are done before it or after it. After the third time it is given up.
 *
 * <p>A step takes far less than a second. For one that ends no node to be given up, its node would have to be stopped three
 * times in just that second, within a day: where nodes are killed every three minutes, that happens to fewer than one in
 * ten thousand of those that were cut short once.
 */
@Component
class StepsCutShort {
    static final int MOST = 3;

    /** Who was cut short longer ago was so by something else. */
    private static final Duration A_DAY = Duration.ofDays(1);

    /** What becomes of a step. */
    enum Next {
        IS_HANDED_OUT,
        WAITS_FOR_ANOTHER,
        IS_GIVEN_UP,
        BELONGS_TO_ANOTHER_NODE
    }

    private final JdbcClient database;
    private final Clock clock;

    StepsCutShort(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Counts one, within the transaction that hands it out. Nobody else hands this step out before that ends.
     *
     * @param revision in which the step was found
     * @param hold how long a step is held by the node that has it
     */
    Next next(String step, int revision, Duration hold) {
        database.sql("lock table step_cut_short in exclusive mode").update();
        var before = database.sql("""
                        select coalesce((select times from step_cut_short where job_id = id_ and at > ?), 0)
                        from act_ru_job where id_ = ? and rev_ = ? for update of act_ru_job skip locked""")
                .params(ago(A_DAY), step, revision)
                .query(Integer.class)
                .optional();
        if (before.isEmpty()) {
            return Next.BELONGS_TO_ANOTHER_NODE;
        }
        var times = before.get() + 1;
        if (times >= MOST) {
            // whoever has it tried again begins to count anew
            database.sql("delete from step_cut_short where job_id = ?")
                    .param(step)
                    .update();
            return Next.IS_GIVEN_UP;
        }
        if (times == MOST - 1 && isOneUnderWay(hold)) {
            return Next.WAITS_FOR_ANOTHER;
        }
        database.sql("insert into step_cut_short values (?, ?, ?)"
                        + " on conflict (job_id) do update set times = excluded.times, at = excluded.at")
                .params(step, times, ago(Duration.ZERO))
                .update();
        return Next.IS_HANDED_OUT;
    }

    /** It is, until it is done, has failed, or its hold is over. */
    private boolean isOneUnderWay(Duration hold) {
        return database.sql("select exists (select from step_cut_short join act_ru_job on id_ = job_id"
                        + " where times = ? and at > ? and lock_owner_ is not null)")
                .params(MOST - 1, ago(hold))
                .query(Boolean.class)
                .single();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    public void forgetOld() {
        database.sql("delete from step_cut_short where at <= ?"
                        + " or not exists (select from act_ru_job where id_ = job_id)")
                .param(ago(A_DAY))
                .update();
    }

    private Timestamp ago(Duration time) {
        return Timestamp.from(clock.instant().minus(time));
    }
}
