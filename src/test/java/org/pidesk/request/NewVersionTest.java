package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.MALLORY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.springframework.beans.factory.annotation.Autowired;

/** A new version of a process leaves the cases alone that run: they end as they began, or are moved on purpose. */
@PiDeskTest
class NewVersionTest {
    @Autowired
    Stage stage;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    HistoryService history;

    @Autowired
    ManagementService management;

    private final List<String> deployed = new ArrayList<>();

    @AfterEach
    void takeBackTheNewVersions() {
        deployed.forEach(deployment -> repository.deleteDeployment(deployment, true));
    }

    @Test
    void aCaseEndsOnTheVersionOnWhichItBegan() {
        var process = stage.lookUp(MALLORY);
        var next = newVersionOf("lookupNotFound");

        stage.lookInAll(process, "NOT_FOUND");
        stage.work();

        assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
        assertThat(versionOf(process)).isEqualTo(next.getVersion() - 1);
    }

    @Test
    void aLaterCaseBeginsOnTheNewVersion() {
        var next = newVersionOf("lookupNotFound");

        var process = stage.lookUp(MALLORY);
        stage.lookInAll(process, "NOT_FOUND");
        stage.work();

        assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
        assertThat(versionOf(process)).isEqualTo(next.getVersion());
    }

    @Test
    void aCaseThatWaitsForStaffCanBeMovedToTheNewVersion() {
        var process = stage.lookUp(MALLORY);
        var next = newVersionOf("lookupNotFound");

        move(process, next);
        stage.lookInAll(process, "NOT_FOUND");
        stage.work();

        assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
        assertThat(versionOf(process)).isEqualTo(next.getVersion());
    }

    @Test
    void aRemovalInItsPauseCanBeMovedWithItsTimer() {
        var process = stage.deIdentify(FRED);
        stage.decideThatNothingHolds(process);
        var due = dueOf(process);

        move(process, newVersionOf("deIdentify"));

        assertThat(dueOf(process)).isEqualTo(due);
        stage.passThePause();
        stage.answerAll(process, "DONE");
        stage.work();
        stage.work();
        assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
    }

    private List<?> dueOf(ProcessInstance process) {
        return management.createJobQuery().processInstanceId(process.getId()).timers().list().stream()
                .map(job -> job.getDuedate())
                .toList();
    }

    private void move(ProcessInstance process, ProcessDefinition next) {
        var plan = runtime.createMigrationPlan(process.getProcessDefinitionId(), next.getId())
                .mapEqualActivities()
                .build();
        runtime.newMigration(plan).processInstanceIds(process.getId()).execute();
    }

    /** The same picture under another title: the engine counts it as a new version. */
    private ProcessDefinition newVersionOf(String process) {
        var file = "processes/" + process + ".bpmn";
        var deployment = repository
                .createDeployment()
                .addString(
                        file,
                        read(file)
                                .replaceFirst(
                                        "isExecutable=\"true\"", "isExecutable=\"true\" camunda:versionTag=\"next\""))
                .deploy();
        deployed.add(deployment.getId());
        return repository
                .createProcessDefinitionQuery()
                .deploymentId(deployment.getId())
                .singleResult();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private int versionOf(ProcessInstance process) {
        return history.createHistoricProcessInstanceQuery()
                .processInstanceId(process.getId())
                .singleResult()
                .getProcessDefinitionVersion();
    }
}
