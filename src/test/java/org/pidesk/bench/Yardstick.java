package org.pidesk.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;

/** A bare engine on a database of its own, with a model of the product's shape and nothing in its steps. */
final class Yardstick implements Contestant, AutoCloseable {
    private static final String MESSAGE = "message_confirmationSettled";

    private final String name;
    private final Map<String, Object> variables;
    private final Spectator spectator;
    private final HikariDataSource pool;
    private final ProcessEngine engine;

    private Yardstick(
            String name,
            Spectator server,
            List<String> models,
            int variables,
            String urlOptions,
            Consumer<StandaloneProcessEngineConfiguration> settings) {
        this.name = name;
        this.spectator = server.open(name);
        this.pool = pool(urlOptions);
        this.variables = new HashMap<>();
        IntStream.range(0, variables).forEach(i -> this.variables.put("variable" + i, "value " + i));
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(pool);
        configuration.setProcessEngineName(name);
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setBeans(new HashMap<>(Map.of("shape", new Shape())));
        settings.accept(configuration);
        this.engine = configuration.buildProcessEngine();
        var deployment = engine.getRepositoryService().createDeployment();
        models.forEach(model -> deployment.addString(models.indexOf(model) + ".bpmn", model));
        deployment.deploy();
    }

    /** As the engine comes: full history, a save point before each step, six variables. */
    static Yardstick asItComes(Spectator server, List<Path> models) {
        return new Yardstick("engine_as_it_comes", server, Shape.of(models, true), 6, "", settings -> {});
    }

    /** With the product's settings, on the model as it is drawn. */
    static Yardstick atItsBest(Spectator server, List<Path> models, IdGenerator ids) {
        return new Yardstick(
                "engine_at_its_best", server, Shape.of(models, false), 1, "?reWriteBatchedInserts=true", settings -> {
                    settings.setHistory("activity");
                    settings.setHistoryRemovalTimeStrategy("start");
                    settings.setIdGenerator(ids);
                    settings.setMetricsEnabled(false);
                    settings.setTaskMetricsEnabled(false);
                    settings.setDbMetricsReporterActivate(false);
                    settings.setCmmnEnabled(false);
                    settings.setStandaloneTasksEnabled(false);
                    settings.setImplicitVariableUpdateDetectionEnabled(false);
                });
    }

    private HikariDataSource pool(String urlOptions) {
        var settings = new HikariConfig();
        settings.setJdbcUrl(spectator.url() + urlOptions);
        settings.setUsername(name);
        settings.setPassword(name);
        settings.setMaximumPoolSize(16);
        return new HikariDataSource(settings);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String database() {
        return name;
    }

    @Override
    public void carryThrough(Play play, int cases) {
        Crew.each(
                IntStream.range(0, cases).boxed().toList(),
                number -> engine.getRuntimeService()
                        .startProcessInstanceByKey(play.process(), "case " + number, variables));
        while (!spectator.column("select 1 from act_ru_execution limit 1").isEmpty()) {
            Crew.each(spectator.dueJobs(Instant.now()), engine.getManagementService()::executeJob);
            Crew.each(
                    spectator.column("select string_agg(id_, ' ') from act_ru_task group by proc_inst_id_"),
                    tasks -> Crew.eachWord(tasks, engine.getTaskService()::complete));
            Crew.each(
                    spectator.column(
                            "select execution_id_ from act_ru_event_subscr where event_name_ = '" + MESSAGE + "'"),
                    waiting -> engine.getRuntimeService().messageEventReceived(MESSAGE, waiting));
        }
    }

    @Override
    public void close() {
        engine.close();
        pool.close();
        spectator.close();
    }
}
