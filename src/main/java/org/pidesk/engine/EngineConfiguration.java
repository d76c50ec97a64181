package org.pidesk.engine;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProvider;
import org.camunda.bpm.spring.boot.starter.configuration.CamundaDeploymentConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Camunda's own settings in {@code application.yml} cannot say. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    @Bean
    IdGenerator idGenerator() {
        return new OrderedIds();
    }

    @Bean
    CamundaDeploymentConfiguration camundaDeploymentConfiguration() {
        return new NamedDeployment();
    }

    @Bean
    TenantIdProvider tenantIdProvider(ObjectProvider<CaseTenants> tenants) {
        return new TenantOfReference(tenants);
    }

    @Bean
    ProcessEnginePlugin houseRules(
            Clock clock,
            ObjectProvider<TaskGate> gate,
            ObjectProvider<StartGate> starts,
            ObjectProvider<Marking> marking,
            TenantIdProvider tenants,
            StepsCutShort cutShort,
            ApplicationContext beans) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                engine.setTenantIdProvider(tenants);
                engine.setCustomSessionFactories(new ArrayList<>(List.of(new GroupsAsTheyAre.Factory())));
                engine.setExpressionManager(new GuardedExpressions(beans, engine.getBeans()));
                engine.setCustomPostBPMNParseListeners(new ArrayList<>(List.of(
                        new GatedTasks(gate),
                        new GatedStarts(starts),
                        new TimersThatNeverStart(),
                        new WaitingPlaces(marking),
                        new UrgentTasks(clock))));
                engine.setCustomPreCommandInterceptorsTxRequired(
                        new ArrayList<>(List.of(new OneWayOut(), new ClockAndConflicts(clock))));
                AcquireSteps.askForTheOwner();
            }

            @Override
            public void postInit(ProcessEngineConfigurationImpl engine) {
                var node = engine.getJobExecutor();
                node.setAcquireJobsCmdFactory(most -> new AcquireSteps(node, most, cutShort));
            }
        };
    }
}
