package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.identity.Proof;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Secrets;
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
    private final MovableClock clock;
    private final Secrets secrets;
    private final LookUpAudit audit;
    private int visitors;

    LookUpAuditTest(@Autowired DataSource source, @Autowired Secrets secrets, @Autowired MovableClock clock) {
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
        this.secrets = secrets;
        this.audit = new LookUpAudit(mayBeAway, secrets, clock);
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
        application.registerBean(LookUpAudit.class, () -> new LookUpAudit(mayBeAway, secrets, clock));
        // what reads annotations like that of a last step
        AnnotationConfigUtils.registerAnnotationConfigProcessors(application);
        application.refresh();
        application.getBean(LookUpAudit.class).note(proof(MALLORY), NOTHING, How.PAGE);
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

    @Test
    void recordsOnceAMinuteWhatSomebodyLooksAtWithoutEnd() {
        aMinuteBegins();
        var mallory = proof(MALLORY);
        looksWithoutEnd(mallory, How.PAGE);
        looksWithoutEnd(mallory, How.JSON);
        looksWithoutEnd(new Proof(SEA_POINT_CARS, MALLORY, mallory.provenAt()), How.PAGE);
        looksWithoutEnd(new Proof(ABC_MOTORS, THANDI, mallory.provenAt()), How.PAGE);
        looksWithoutEnd(new Proof(ABC_MOTORS, MALLORY, mallory.provenAt().plusMillis(1)), How.PAGE);
        audit.flush();
        assertThat(recorded()).isEqualTo(5);

        aMinuteBegins();
        looksWithoutEnd(mallory, How.PAGE);
        audit.flush();
        assertThat(recorded()).isEqualTo(6);
    }

    @Test
    void recordsEachRecordAndThatItIsSeenInClear() {
        aMinuteBegins();
        var mallory = proof(MALLORY);
        var one = UUID.randomUUID();
        for (var held : List.of(held(row(one, false), row(UUID.randomUUID(), false)), held(row(one, true)))) {
            audit.note(mallory, held, How.PAGE);
            audit.note(mallory, held, How.PAGE);
        }
        audit.flush();

        assertThat(recorded()).isEqualTo(3);
    }

    /** What was lost is as if nobody had looked yet. */
    @Test
    void recordsTheNextLookAfterOneWasLost() {
        away.set(true);
        somebodyLooks(ROOM);
        aMinuteBegins();
        var mallory = proof(MALLORY);
        audit.note(mallory, NOTHING, How.PAGE);
        away.set(false);
        audit.flush();
        assertThat(recorded()).isEqualTo(ROOM);

        audit.note(mallory, NOTHING, How.PAGE);
        audit.flush();

        assertThat(recorded()).isEqualTo(ROOM + 1);
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

    /** So that none ends while the test runs. */
    private void aMinuteBegins() {
        var now = clock.instant();
        clock.advance(Duration.between(now, now.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1))));
    }

    private Proof proof(Address address) {
        return new Proof(ABC_MOTORS, address, clock.instant());
    }

    private static Held held(Held.Row... rows) {
        return new Held(List.of(rows), List.of(), null, false, null, List.of());
    }

    private static Held.Row row(UUID pseudonym, boolean clear) {
        return new Held.Row(
                pseudonym, false, clear, null, false, null, null, null, null, null, null, null, 0, List.of(), null,
                true, false, false, false, List.of(), List.of(), List.of(), Set.of(), Map.of());
    }

    private void looksWithoutEnd(Proof proof, How how) {
        for (int i = 0; i < 1000; i++) {
            audit.note(proof, NOTHING, how);
        }
    }

    private void somebodyLooks(int times) {
        for (int i = 0; i < times; i++) {
            audit.note(proof(Address.parse("visitor" + visitors++ + "@example.com")), NOTHING, How.PAGE);
        }
    }

    private int recorded() {
        return database.sql("select count(*) from look_up_audit")
                .query(Integer.class)
                .single();
    }
}
