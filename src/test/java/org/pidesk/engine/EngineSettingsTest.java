package org.pidesk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.springframework.beans.factory.annotation.Autowired;

/** The settings of the engine that must stand: each of them keeps a door closed or a promise. */
@PiDeskTest
class EngineSettingsTest {
    @Autowired
    ProcessEngine engine;

    @Autowired
    CamundaBpmProperties properties;

    ProcessEngineConfigurationImpl settings;

    @BeforeEach
    void ofTheRunningEngine() {
        settings = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    @Test
    void askForARightAndATenantAtEveryDoor() {
        assertThat(settings.isAuthorizationEnabled()).isTrue();
        assertThat(settings.isTenantCheckEnabled()).isTrue();
        assertThat(settings.isEnforceSpecificVariablePermission()).isTrue();
        assertThat(settings.isEnableHistoricInstancePermissions()).isTrue();
    }

    @Test
    void runNothingThatIsSent() {
        assertThat(settings.isJavaSerializationFormatEnabled()).isFalse();
        assertThat(settings.isDeserializationTypeValidationEnabled()).isTrue();
        assertThat(settings.isEnableXxeProcessing()).isFalse();
        assertThat(settings.isEnableExpressionsInAdhocQueries()).isFalse();
        assertThat(settings.isEnableFetchScriptEngineFromProcessApplication()).isFalse();
        assertThat(settings.isConfigureScriptEngineHostAccess()).isFalse();
        assertThat(settings.isCmmnEnabled()).isFalse();
        assertThat(settings.isStandaloneTasksEnabled()).isFalse();
    }

    @Test
    void keepHistoryWithoutValues() {
        assertThat(settings.getHistory()).isEqualTo("activity");
        assertThat(settings.getHistoryTimeToLive()).isEqualTo("P1095D");
        assertThat(settings.getHistoryCleanupStrategy()).isEqualTo("removalTimeBased");
        assertThat(settings.getHistoryRemovalTimeStrategy()).isEqualTo("start");
        assertThat(settings.getHistoryCleanupBatchWindowStartTime()).isEqualTo("22:00");
        assertThat(settings.getHistoryCleanupBatchWindowEndTime()).isEqualTo("04:00");
    }

    @Test
    void tryAgainAndThenTellSomebody() {
        assertThat(settings.getFailedJobRetryTimeCycle()).isEqualTo("R5/PT1M");
        assertThat(settings.getDefaultNumberOfRetries()).isPositive();
        assertThat(properties.getJobExecution().getLockTimeInMillis()).isGreaterThanOrEqualTo(300_000);
    }

    @Test
    void changeNoTable() {
        assertThat(settings.getDatabaseSchemaUpdate()).isEqualTo(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_FALSE);
    }
}
