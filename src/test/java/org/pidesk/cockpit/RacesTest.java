package org.pidesk.cockpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Operators;
import org.pidesk.operator.Outcome;
import org.pidesk.request.Ladder;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two nodes that come to the same at the same moment: threads of one here, on the same PostgreSQL. */
@PiDeskTest
class RacesTest {
    private static final int AT_ONCE = 8;

    @Autowired
    Stage stage;

    @Autowired
    SamplePeople people;

    @Autowired
    Ladder ladder;

    @Autowired
    FoldFigures fold;

    @Autowired
    Operators operators;

    @Autowired
    ManagementService engine;

    @Autowired
    JdbcClient database;

    @Autowired
    MovableClock clock;

    @BeforeEach
    void samplePeople() {
        people.moveIn();
    }

    @Test
    void climbEachRungOnceHoweverManyClimb() throws Exception {
        var process = stage.withdraw(THANDI);
        stage.work();
        var reference = new Reference(process.getBusinessKey());
        clock.advance(Duration.ofDays(40));

        atOnce(() -> {
            ladder.climb(reference);
            return true;
        });

        climbedOnce(reference);
    }

    /** The engine lets one of them win, and what the others did is undone with their transactions. */
    @Test
    void climbOnceWhereEachNodeTakesTheSameTimer() throws Exception {
        var process = stage.withdraw(THANDI);
        stage.work();
        var reference = new Reference(process.getBusinessKey());
        clock.advance(Duration.ofDays(40));
        var timer = engine.createJobQuery()
                .processInstanceId(process.getId())
                .activityId("startEvent_theFirstRungIsReached")
                .singleResult()
                .getId();

        var won = atOnce(() -> {
            try {
                engine.executeJob(timer);
                return true;
            } catch (ProcessEngineException anotherWasFaster) {
                return false;
            }
        });

        assertThat(won).containsOnlyOnce(true);
        climbedOnce(reference);
    }

    @Test
    void countRightWhateverIsChangedWhileTheyAreFolded() throws Exception {
        var cases = new ArrayList<Reference>();
        for (var n = 0; n < 4; n++) {
            cases.add(stage.opens("LOOK_UP", SamplePeople.FRED));
        }
        var systems = cases.stream()
                .flatMap(one -> operators.ask(one, ABC_MOTORS).stream().map(system -> new Asked(one, system.id())))
                .toList();
        clock.advance(Duration.ofDays(31));
        var work = new ArrayList<Callable<Boolean>>();
        for (var one : cases) {
            work.add(() -> {
                ladder.climb(one);
                return true;
            });
            work.add(() -> {
                fold.run();
                return true;
            });
            work.add(() -> database.sql("update request set due = due + 1 where reference = ?")
                            .param(one.value())
                            .update()
                    == 1);
        }
        for (var asked : systems) {
            work.add(() -> {
                operators.answer(asked.reference(), asked.system(), Outcome.NOT_FOUND, "naledi");
                return true;
            });
        }

        run(work);

        agree();
        fold.run();
        agree();
        assertThat(database.sql("select sum(number) from open_figure")
                        .query(Integer.class)
                        .single())
                .isEqualTo(4);
        assertThat(database.sql("select coalesce(sum(number), 0) from waiting_figure")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private record Asked(Reference reference, UUID system) {}

    private void climbedOnce(Reference reference) {
        assertThat(database.sql("select rung from case_rung where reference = ? order by due_at")
                        .param(reference.value())
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("HALF", "AT_RISK", "WORKING_DEADLINE", "BREACHED");
        assertThat(database.sql("select count(*) from fact where reference = ? and kind = 'RUNG_REACHED'")
                        .param(reference.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(4);
        // two key contacts, because nobody has the task, and the Information Officer
        assertThat(database.sql("select count(*) from notice where reference = ? and kind = 'LAST_DAY_OVER'")
                        .param(reference.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
        assertThat(database.sql("select count(*) from act_ru_incident where incident_type_ = 'breached'"
                                + " and activity_id_ = 'userTask_decideWhatMustStay'")
                        .query(Integer.class)
                        .single())
                .isOne();
        agree();
    }

    private List<Boolean> atOnce(Callable<Boolean> same) throws Exception {
        return run(IntStream.range(0, AT_ONCE).mapToObj(n -> same).toList());
    }

    /** They set off together. */
    private static List<Boolean> run(List<? extends Callable<Boolean>> work) throws Exception {
        var together = new CyclicBarrier(work.size());
        var threads = Executors.newFixedThreadPool(work.size());
        try {
            var under = work.stream()
                    .map(one -> threads.submit(() -> {
                        together.await();
                        return one.call();
                    }))
                    .toList();
            var done = new ArrayList<Boolean>();
            for (var one : under) {
                done.add(one.get());
            }
            return done;
        } finally {
            threads.shutdownNow();
        }
    }

    private void agree() {
        for (var difference : CaseFiguresTest.DIFFERENCES) {
            assertThat(database.sql(difference).query(String.class).list()).isEmpty();
        }
    }
}
