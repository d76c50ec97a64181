package org.pidesk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.cmd.UnlockJobCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.engine.StepsCutShort.Next;
import org.pidesk.kernel.MovableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** A step that ends its node is handed out three times. Each life of a node has a name of its own, by which it holds steps. */
@PiDeskTest
class StepsCutShortTest {
    private static final int MOST = 16;
    private static final Duration HOLD = Duration.ofMinutes(5).plusSeconds(1);
    private static final Duration A_WHILE = Duration.ofSeconds(11);

    @Autowired
    ProcessEngine engine;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    StepsCutShort cutShort;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionOperations transaction;

    ProcessEngineConfigurationImpl settings;
    JobExecutor node;
    String formerName;
    String deployment;
    int lives;

    @BeforeEach
    void deployOneStep() {
        settings = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        node = settings.getJobExecutor();
        formerName = node.getLockOwner();
        var model = Bpmn.createExecutableProcess("oneStep")
                .startEvent()
                .manualTask("step")
                .camundaAsyncBefore()
                .endEvent()
                .done();
        deployment = repository
                .createDeployment()
                .addModelInstance("oneStep.bpmn", model)
                .deploy()
                .getId();
    }

    @AfterEach
    void takeItBack() {
        repository.deleteDeployment(deployment, true);
        node.setLockOwner(formerName);
    }

    @Test
    void isDoneAfterItWasCutShortTwice() {
        var step = begin();
        cutShort(step, 2);

        assertThat(takenByAnother()).containsExactly(step);
        management.executeJob(step);

        assertThat(runtime.createProcessInstanceQuery().list()).isEmpty();
        assertThat(incidents()).isEmpty();
        cutShort.forgetOld();
        assertThat(counted()).isEmpty();
    }

    @Test
    void isGivenUpAfterTheThirdTimeWithAnIncident() {
        var step = begin();
        cutShort(step, 3);

        assertThat(takenByAnother()).isEmpty();

        assertThat(incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.getIncidentType()).isEqualTo("failedJob"))
                .satisfies(incident -> assertThat(incident.getConfiguration()).isEqualTo(step))
                .satisfies(incident -> assertThat(incident.getActivityId()).isEqualTo("step"))
                .satisfies(incident -> assertThat(incident.getIncidentMessage()).contains("cut short 3 times"));
        assertThat(management.getJobExceptionStacktrace(step)).contains("cut short 3 times");
        assertThat(management.createJobQuery().noRetriesLeft().singleResult().getId())
                .isEqualTo(step);
        clock.advance(HOLD);
        assertThat(takenByAnother()).isEmpty();
    }

    /** What this is for. */
    @Test
    void wouldBeHandedOutForEverByTheEngineItself() {
        var step = begin();

        for (int deaths = 0; deaths < 10; deaths++) {
            node.setLockOwner("life " + lives++);
            assertThat(ids(new AcquireJobsCmd(node, MOST))).containsExactly(step);
            clock.advance(HOLD);
        }
    }

    @Test
    void isCountedAnewOnceSomebodyTriesItAgain() {
        var step = begin();
        cutShort(step, 3);
        takenByAnother();

        management.setJobRetries(step, 1);

        assertThat(incidents()).isEmpty();
        assertThat(counted()).isEmpty();
        cutShort(step, 3);
        assertThat(takenByAnother()).isEmpty();
        assertThat(incidents()).hasSize(1);
    }

    @Test
    void isNotCountedWhereItIsGivenBack() {
        var step = begin();

        for (int stops = 0; stops < 5; stops++) {
            assertThat(takenByAnother()).containsExactly(step);
            execute(new UnlockJobCmd(step));
            clock.advance(HOLD);
        }

        assertThat(counted()).isEmpty();
    }

    @Test
    void isNotCountedWhereItsNodeLives() {
        var step = begin();

        for (int times = 0; times < 5; times++) {
            assertThat(taken()).containsExactly(step);
            clock.advance(HOLD);
        }

        assertThat(counted()).isEmpty();
    }

    @Test
    void isNotCountedWhereAnotherNodeIsFaster() throws Exception {
        var step = begin();
        cutShort(step, 1);

        transaction.executeWithoutResult(status -> {
            database.sql("select from act_ru_job for update").query().listOfRows();
            assertThat(elsewhere(this::takenByAnother)).isEmpty();
        });
        var former = transaction.execute(status -> cutShort.next(step, 0, HOLD));

        assertThat(former).isEqualTo(Next.BELONGS_TO_ANOTHER_NODE);
        assertThat(counted()).isEmpty();
        assertThat(takenByAnother()).containsExactly(step);
        assertThat(counted()).containsExactly(1);
    }

    @Test
    void countsNothingThatWasADayAgo() {
        var step = begin();

        for (int days = 0; days < 5; days++) {
            assertThat(takenByAnother()).containsExactly(step);
            clock.advance(Duration.ofHours(25));
        }

        assertThat(counted()).containsExactly(1);
        cutShort.forgetOld();
        assertThat(counted()).isEmpty();
    }

    /** Those that died with it wait, and what was never cut short does not wait for them. */
    @Test
    void theThirdTimeItDiesWithoutThoseThatDiedWithItTwice() {
        var steps = List.of(begin(), begin(), begin());
        for (int deaths = 0; deaths < 2; deaths++) {
            assertThat(takenByAnother()).containsExactlyInAnyOrderElementsOf(steps);
            clock.advance(HOLD);
        }

        var poison = takenByAnother();
        assertThat(poison).hasSize(1);
        assertThat(steps).containsAll(poison);
        clock.advance(A_WHILE);
        assertThat(takenByAnother()).isEmpty();
        var other = begin();
        assertThat(takenByAnother()).containsExactly(other);
        management.executeJob(other);

        clock.advance(HOLD);
        var next = takenByAnother();
        assertThat(next).hasSize(1).doesNotContainAnyElementsOf(poison);
        assertThat(incidents()).extracting(Incident::getConfiguration).containsExactlyElementsOf(poison);
        management.executeJob(next.get(0));
        clock.advance(A_WHILE);
        var last = takenByAnother();
        assertThat(Stream.of(poison, next, last).flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(steps);
    }

    @Test
    void noneWaitsForOneThatHasFailed() {
        var steps = List.of(begin(), begin());
        for (int deaths = 0; deaths < 2; deaths++) {
            assertThat(takenByAnother()).containsExactlyInAnyOrderElementsOf(steps);
            clock.advance(HOLD);
        }
        var first = takenByAnother();

        execute(new UnlockJobCmd(first.get(0)));
        clock.advance(A_WHILE);

        assertThat(takenByAnother()).containsExactlyInAnyOrderElementsOf(steps);
    }

    private String begin() {
        var process = runtime.startProcessInstanceByKey("oneStep");
        return management
                .createJobQuery()
                .processInstanceId(process.getId())
                .singleResult()
                .getId();
    }

    private void cutShort(String step, int times) {
        for (int deaths = 0; deaths < times; deaths++) {
            assertThat(takenByAnother()).containsExactly(step);
            clock.advance(HOLD);
        }
    }

    private List<String> takenByAnother() {
        node.setLockOwner("life " + lives++);
        return taken();
    }

    private List<String> taken() {
        return ids(node.getAcquireJobsCmd(MOST));
    }

    private List<String> ids(Command<AcquiredJobs> acquire) {
        return execute(acquire).getJobIdBatches().stream().flatMap(List::stream).toList();
    }

    private <T> T execute(Command<T> command) {
        return settings.getCommandExecutorTxRequired().execute(command);
    }

    private static List<String> elsewhere(Supplier<List<String>> work) {
        try {
            return CompletableFuture.supplyAsync(work).get(1, TimeUnit.MINUTES);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private List<Incident> incidents() {
        return runtime.createIncidentQuery().list();
    }

    private List<Integer> counted() {
        return database.sql("select times from step_cut_short")
                .query(Integer.class)
                .list();
    }
}
