package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.request.LookUpAudit.How;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Every look-up is recorded, or it is said that one was not; and what is recorded stands. */
@PiDeskTest
@ExtendWith(OutputCaptureExtension.class)
class LookUpAuditTest {
    private static final int ROOM = 20_000;
    private static final Held NOTHING = new Held(List.of(), List.of(), null, false, null, List.of());

    @Autowired
    JdbcClient database;

    private final AtomicBoolean away = new AtomicBoolean();
    private final JdbcClient mayBeAway;
    private final Clock clock;
    private final LookUpAudit audit;

    LookUpAuditTest(@Autowired DataSource source, @Autowired Clock clock) {
        this.mayBeAway = JdbcClient.create(new DelegatingDataSource(source) {
            @Override
            public Connection getConnection() throws SQLException {
                if (away.get()) {
                    throw new SQLException("the database is away", "08006");
                }
                return super.getConnection();
            }
        });
        this.clock = clock;
        this.audit = new LookUpAudit(mayBeAway, clock);
    }

    @Test
    void keepsWhatCannotBeWrittenAndWritesItOnceWhenTheDatabaseIsBack() {
        somebodyLooks(3);
        away.set(true);
        assertThatThrownBy(audit::flush).isInstanceOf(DataAccessException.class);
        somebodyLooks(1);
        assertThatThrownBy(audit::flush).isInstanceOf(DataAccessException.class);
        assertThat(recorded()).isZero();

        away.set(false);
        audit.flush();
        audit.flush();

        assertThat(recorded()).isEqualTo(4);
    }

    @Test
    void recordsAllThatItHasRoomForAndSaysHowManyItHasNot(CapturedOutput said) {
        away.set(true);
        somebodyLooks(ROOM + 3);
        assertThatThrownBy(audit::flush).isInstanceOf(DataAccessException.class);

        assertThat(said).contains("3 look-ups were not recorded");
        away.set(false);
        audit.flush();
        assertThat(recorded()).isEqualTo(ROOM);
    }

    @Test
    void saysNothingWhereNothingIsLost(CapturedOutput said) {
        somebodyLooks(ROOM);
        audit.flush();
        audit.stop();

        assertThat(recorded()).isEqualTo(ROOM);
        assertThat(said).doesNotContain("not recorded");
    }

    @Test
    void writesWhatWaitsBeforeAnOrderlyStop() {
        var application = new GenericApplicationContext();
        application.registerBean(LookUpAudit.class, () -> new LookUpAudit(mayBeAway, clock));
        // what reads annotations like that of a last step
        AnnotationConfigUtils.registerAnnotationConfigProcessors(application);
        application.refresh();
        application.getBean(LookUpAudit.class).note(ABC_MOTORS, NOTHING, How.PAGE);
        assertThat(recorded()).isZero();

        application.close();

        assertThat(recorded()).isOne();
    }

    @Test
    void saysHowManyAStopLosesWhileTheDatabaseIsAway(CapturedOutput said) {
        somebodyLooks(2);
        away.set(true);

        assertThatThrownBy(audit::stop).isInstanceOf(DataAccessException.class);

        assertThat(said).contains("2 look-ups were not recorded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"update look_up_audit set how = 'PAGE'", "delete from look_up_audit", "truncate look_up_audit"})
    void givesTheApplicationNoRightToChangeIt(String statement) {
        somebodyLooks(1);
        audit.flush();

        assertThatThrownBy(() -> database.sql(statement).update())
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
        assertThat(recorded()).isOne();
    }

    private void somebodyLooks(int times) {
        for (int i = 0; i < times; i++) {
            audit.note(ABC_MOTORS, NOTHING, How.PAGE);
        }
    }

    private int recorded() {
        return database.sql("select count(*) from look_up_audit")
                .query(Integer.class)
                .single();
    }
}
