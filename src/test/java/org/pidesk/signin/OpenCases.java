package org.pidesk.signin;

import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.pidesk.kernel.OrganisationId;
import org.springframework.jdbc.core.JdbcTemplate;

/** A case of a dealership: a task of its staff, one of its compliance manager, and a failed step. */
final class OpenCases implements AutoCloseable {
    /** A case's process by its name, so that the rights to cases are rights to it. */
    static final String KEY = "lookupNotFound";

    private final ProcessEngine engine;
    private final JdbcTemplate database;
    private final String deployment;

    OpenCases(ProcessEngine engine, JdbcTemplate database) {
        this.engine = engine;
        this.database = database;
        this.deployment = engine.getRepositoryService()
                .createDeployment()
                .addClasspathResource("org/pidesk/signin/twoTasksAndAFailure.bpmn")
                .deploy()
                .getId();
    }

    Case open(OrganisationId dealership) {
        var reference = "case-of-" + dealership;
        var instance = engine.getRuntimeService()
                .startProcessInstanceByKey(
                        KEY,
                        reference,
                        Map.of("staff", dealership + "-staff", "compliance", dealership + "-compliance"))
                .getId();
        var job = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
        try {
            engine.getManagementService().executeJob(job);
        } catch (ProcessEngineException expected) {
            // now there is an incident
        }
        belongsTo(dealership, instance);
        return new Case(
                reference,
                instance,
                task(instance, "ofStaff"),
                task(instance, "ofCompliance"),
                job,
                engine.getRuntimeService()
                        .createIncidentQuery()
                        .processInstanceId(instance)
                        .singleResult()
                        .getId());
    }

    /** It is cancelled, and past. */
    void end(Case open) {
        engine.getRuntimeService().deleteProcessInstance(open.instance(), "ended");
    }

    /** The reference of a real case leads to its organisation; these have none, so their rows are given to it. */
    private void belongsTo(OrganisationId dealership, String instance) {
        database.queryForList(
                        "select t.table_name || ' ' || p.column_name from information_schema.columns t"
                                + " join information_schema.columns p on p.table_name = t.table_name"
                                + " and p.column_name in ('proc_inst_id_', 'process_instance_id_')"
                                + " where t.column_name = 'tenant_id_' and t.table_name like 'act\\_%'",
                        String.class)
                .forEach(found -> {
                    var parts = found.split(" ");
                    database.update(
                            "update " + parts[0] + " set tenant_id_ = ? where " + parts[1] + " = ?",
                            dealership.value(),
                            instance);
                });
    }

    private String task(String instance, String key) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .taskDefinitionKey(key)
                .singleResult()
                .getId();
    }

    @Override
    public void close() {
        engine.getRepositoryService().deleteDeployment(deployment, true);
    }

    record Case(
            String reference, String instance, String staffTask, String complianceTask, String job, String incident) {}
}
